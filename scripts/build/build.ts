import { join } from 'node:path';
import { readNote, writeNote, writeOutput } from './dist-folder.ts';
import { buildSources, contentFingerprint, statFingerprint } from './fingerprint.ts';

export interface BuildOptions {
  root: string;
  /** Build also when nothing changed. */
  force?: boolean;
}

/** Brings `dist/` up to date with the sources. Rejects with a `BuildError` when an entry is missing. */
export async function build({ root, force = false }: BuildOptions): Promise<'built' | 'unchanged'> {
  const dist = join(root, 'dist');
  const sources = buildSources(root);
  const stat = statFingerprint(root, sources);
  const last = force ? undefined : readNote(dist);
  if (last?.stat === stat) return 'unchanged';
  const content = contentFingerprint(root, sources);
  if (last?.content === content) {
    writeNote(dist, { ...last, stat });
    return 'unchanged';
  }
  // Loaded only here: a start that has nothing to build must not pay for the bundler.
  const { bundle } = await import('./bundle.ts');
  const output = await bundle(root);
  writeOutput(dist, output);
  writeNote(dist, { stat, content, files: [...output.keys()] });
  return 'built';
}
