/** One program of `dist/`. */
export interface Entry {
  /** File name in `dist/`, without its ending. */
  name: string;
  /** Path from the root of the repository. */
  source: string;
  /** One file that stands alone, or several of which the heavy ones are loaded when they are needed. */
  files: 'one' | 'several';
  /** It is carried to other places: it gets a folder of its own, with all that it needs. */
  carried?: true;
}

export const ENTRIES: readonly Entry[] = [
  { name: 'cli', source: 'packages/cli/src/main.ts', files: 'several' },
  { name: 'executor', source: 'packages/runtime/src/executor/main.ts', files: 'one', carried: true },
  { name: 'sqlite-worker', source: 'packages/storage/src/sqlite/sqlite-worker.ts', files: 'one' },
];

/** The folder of the program below `dist/`: empty, or a name with a slash behind it. */
export function folderOf(entry: Entry): string {
  return entry.carried === true ? `${entry.name}/` : '';
}

/** Packages with native files: not bundled but copied to `node_modules` beside the programs, as far as installed. */
export const NATIVE_PACKAGES: readonly string[] = [
  '@lydell/node-pty',
  '@lydell/node-pty-linux-x64',
  '@lydell/node-pty-linux-arm64',
];
