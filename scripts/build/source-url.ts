import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'rolldown';
import { BuildError } from './build-error.ts';
import { ENTRIES, type Entry, folderOf } from './entries.ts';

const SOURCE_URL = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1\s*,\s*import\.meta\.url\s*\)/g;
const PLACE_OF_FILE = /import\.meta\.(dirname|filename)\b/;

/**
 * Source files name their neighbours as `new URL('./neighbour', import.meta.url)`. In `dist/`, where all
 * code of a program lies in one folder, that becomes the program built from the neighbour, or a copy of the file or
 * folder under `files/`. `copies` collects what is to be copied: path in `dist/` to absolute path.
 */
export function sourceUrls(root: string, program: Entry, copies: Map<string, string>): Plugin {
  const toDist = folderOf(program) === '' ? './' : '../';
  return {
    name: 'source-urls',
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('import.meta')) return null;
      if (PLACE_OF_FILE.test(code)) {
        throw new BuildError(
          `${relative(root, id)} uses import.meta.dirname or filename, which mean nothing in a bundle; use new URL('./…', import.meta.url)`,
        );
      }
      const replaced = code.replaceAll(SOURCE_URL, (_whole, _quote, path: string) => {
        const target = resolve(dirname(id), path);
        return `new URL('${toDist}${placeInDist(root, target, relative(root, id), copies)}', import.meta.url)`;
      });
      return replaced === code ? null : { code: replaced, map: null };
    },
  };
}

function placeInDist(root: string, target: string, from: string, copies: Map<string, string>): string {
  const entry = ENTRIES.find((candidate) => resolve(root, candidate.source) === target);
  if (entry !== undefined) return `${folderOf(entry)}${entry.name}.js`;
  if (!existsSync(target))
    throw new BuildError(`${from} refers to ${relative(root, target)}, which does not exist`);
  if (target.endsWith('.ts')) {
    throw new BuildError(
      `${from} refers to ${relative(root, target)}, which is not among scripts/build/entries.ts`,
    );
  }
  const place = `files/${basename(target)}`;
  const other = copies.get(place);
  if (other !== undefined && other !== target)
    throw new BuildError(`${other} and ${target} would both be ${place}`);
  copies.set(place, target);
  return place;
}

/** Every file to copy for one place: itself, or all files of the folder. */
export function filesBelow(place: string, source: string): Map<string, Uint8Array> {
  if (!statSync(source).isDirectory()) return new Map([[place, readFileSync(source)]]);
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [join(place, relative(source, path)), readFileSync(path)];
    }),
  );
}
