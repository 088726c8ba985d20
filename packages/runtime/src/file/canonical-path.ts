import { lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, FileFailure } from './file-failure.ts';

const MAX_LINKS = 40;

/**
 * The absolute path with every symbolic link resolved as the kernel would, also where the end of the path
 * does not exist yet (a dangling link gives its target). Throws what the file system says otherwise.
 */
export async function canonicalPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return await resolveMissing(path);
  }
}

async function resolveMissing(path: string): Promise<string> {
  const rest = path.split('/').toReversed();
  let current = '/';
  let links = 0;
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      current = dirname(current);
      continue;
    }
    const next = join(current, part);
    const target = await linkTarget(next);
    if (target === undefined) {
      current = next;
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) throw new FileFailure(`${path}: too many symbolic links.`);
    if (target.startsWith('/')) current = '/';
    rest.push(...target.split('/').toReversed());
  }
  return current;
}

/** Where a symbolic link points; undefined for anything else, also for what does not exist. */
async function linkTarget(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
