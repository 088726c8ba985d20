import { createHash } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where code lies inside a sandbox, whatever its place on this machine. */
export const CODE_ROOT = '/.capstan';

/** The executor moves bytes and computes little: fewer threads and a small young heap, 10 MB less in all. */
export const NODE_FLAGS: readonly string[] = ['--v8-pool-size=1', '--max-semi-space-size=2'];

export interface ExecutorCode {
  /** Node's binary on this machine. */
  node: string;
  /** The entry on this machine, and where it appears inside a sandbox. */
  entry: string;
  entryInside: string;
  /** Folders to show read-only, as `[here, inside]`. */
  mounts: [string, string][];
  /** Changes whenever the code or Node does. */
  version: string;
}

let located: ExecutorCode | undefined;

/** The executor's code: the sources of this repository, or the bundle of an installed package. */
export function locateExecutorCode(): ExecutorCode {
  if (located !== undefined) return located;
  const entry = fileURLToPath(new URL('../executor/main.ts', import.meta.url));
  located = entry.endsWith('.ts') ? fromSources(entry) : fromBundle(entry);
  return located;
}

function fromSources(entry: string): ExecutorCode {
  const sources = dirname(dirname(entry));
  const repository = join(sources, '../../..');
  const inside = join(CODE_ROOT, 'app');
  const folders = ['packages/runtime', 'packages/protocol', 'node_modules'];
  return {
    node: realpathSync(process.execPath),
    entry,
    entryInside: join(inside, 'packages/runtime/src/executor/main.ts'),
    mounts: folders.map((folder) => [join(repository, folder), join(inside, folder)]),
    version: versionOf(
      ['access', 'executor', 'shell', 'file', 'sandbox'].map((folder) => join(sources, folder)),
    ),
  };
}

function fromBundle(entry: string): ExecutorCode {
  const inside = join(CODE_ROOT, 'app');
  return {
    node: realpathSync(process.execPath),
    entry,
    entryInside: join(inside, 'executor.js'),
    mounts: [[dirname(entry), inside]],
    version: versionOf([dirname(entry)]),
  };
}

function versionOf(folders: string[]): string {
  const hash = createHash('sha256').update([process.version, ...NODE_FLAGS].join(' '));
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).toSorted()) {
      const { mtimeMs, size } = statSync(join(folder, name));
      hash.update(`${folder}/${name}:${mtimeMs}:${size}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
