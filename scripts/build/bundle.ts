import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { rolldown } from 'rolldown';
import { BuildError } from './build-error.ts';
import { ENTRIES, type Entry, NATIVE_PACKAGES, folderOf } from './entries.ts';
import { filesBelow, sourceUrls } from './source-url.ts';

/** What goes into `dist/`: path there to content. */
export type Output = Map<string, string | Uint8Array>;

/** Bundles every program with all it needs but Node. Rejects with a `BuildError` for a missing entry. */
export async function bundle(root: string): Promise<Output> {
  const missing = ENTRIES.filter((entry) => !existsSync(join(root, entry.source)));
  if (missing.length > 0) {
    throw new BuildError(
      `missing: ${missing.map((entry) => entry.source).join(', ')} (scripts/build/entries.ts)`,
    );
  }
  const output: Output = new Map();
  const copies = new Map<string, string>();
  for (const entry of ENTRIES) {
    try {
      await bundleEntry(root, entry, output, copies);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new BuildError(`${entry.source}: ${stripVTControlCharacters(message)}`, { cause: error });
    }
  }
  for (const [place, source] of copies) addAll(output, filesBelow(place, source));
  const folders = new Set(ENTRIES.map(folderOf));
  for (const name of NATIVE_PACKAGES) {
    const source = join(root, 'node_modules', name);
    if (!existsSync(source)) continue;
    for (const folder of folders) addAll(output, filesBelow(`${folder}node_modules/${name}`, source));
  }
  const launcher = join(root, 'scripts/build/launcher');
  addAll(output, filesBelow('bin/capstan', join(launcher, 'capstan')));
  addAll(output, filesBelow('capstan.js', join(launcher, 'capstan.js')));
  for (const folder of folders) output.set(`${folder}package.json`, '{ "type": "module" }\n');
  return output;
}

async function bundleEntry(
  root: string,
  entry: Entry,
  output: Output,
  copies: Map<string, string>,
): Promise<void> {
  await using build = await rolldown({
    cwd: root,
    input: { [entry.name]: join(root, entry.source) },
    platform: 'node',
    external: [...NATIVE_PACKAGES],
    plugins: [sourceUrls(root, entry, copies)],
    onLog(level, log) {
      if (level === 'warn' && log.code !== 'CIRCULAR_DEPENDENCY' && log.code !== 'EVAL')
        console.error(`build: ${log.message}`);
    },
  });
  const { output: chunks } = await build.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: entry.files === 'several',
    minify: 'dce-only',
  });
  for (const chunk of chunks)
    output.set(`${folderOf(entry)}${chunk.fileName}`, chunk.type === 'chunk' ? chunk.code : chunk.source);
}

function addAll(output: Output, files: Map<string, Uint8Array>): void {
  for (const [place, content] of files) output.set(place, content);
}
