import { existsSync } from 'node:fs';
import { resolve, basename, dirname, join, relative } from 'node:path';

/** Folders of a home that hold a whole toolchain and no personal data; found on PATH they are shown. */
const TOOLCHAIN_ROOTS = [
  '.nvm',
  '.fnm',
  '.local/share/fnm',
  '.local/share/mise',
  '.asdf',
  '.volta',
  '.bun',
  '.deno',
  '.pyenv',
  '.rbenv',
  '.sdkman',
  '.rustup',
  'miniconda3',
  'anaconda3',
] as const;

/** What of `~/go` is shown when any of it is on PATH: people keep their own sources beside it, in `src`. */
const GO_FOLDERS = ['bin', 'pkg'] as const;

/** What stands beside a `bin` folder and belongs to its programs. */
const BESIDE_BIN = ['lib', 'lib64', 'libexec', 'include'] as const;

export const isInside = (path: string, folder: string): boolean => {
  const rest = relative(folder, path);
  return rest === '' || (!rest.startsWith('..') && !rest.startsWith('/'));
};

/**
 * Folders outside the system's own that the programs on PATH need, so that a `node` or `cargo` installed
 * in the home still runs although the home is hidden. Never a whole home, and nothing beside a `bin`
 * folder but its libraries: personal data lies in `share`.
 */
export function toolchainFolders(searchPath: string, home: string): string[] {
  const found = new Set<string>();
  for (const named of searchPath.split(':')) {
    if (!named.startsWith('/')) continue;
    const entry = resolve(named);
    if (!(isInside(entry, home) || isInside(entry, '/opt'))) continue;
    if (entry === home || entry === '/opt') continue;
    for (const folder of neededBy(entry, home)) if (existsSync(folder)) found.add(folder);
  }
  return [...found];
}

function neededBy(entry: string, home: string): string[] {
  const root = TOOLCHAIN_ROOTS.map((name) => join(home, name)).find((folder) => isInside(entry, folder));
  if (root !== undefined) return [root];
  const go = join(home, 'go');
  if (isInside(entry, go)) return GO_FOLDERS.map((name) => join(go, name));
  if (entry === join(home, '.cargo/bin')) return [...besideBin(entry), join(home, '.rustup')];
  return besideBin(entry);
}

function besideBin(entry: string): string[] {
  if (basename(entry) !== 'bin') return [entry];
  return [entry, ...BESIDE_BIN.map((name) => join(dirname(entry), name))];
}
