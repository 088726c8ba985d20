import { SYSTEM_FOLDERS } from './system-folder.ts';
import { isInside } from './toolchain-path.ts';

const EXACT = [
  '/',
  '/dev/shm',
  '/home',
  '/media',
  '/mnt',
  '/opt',
  '/run',
  '/srv',
  '/tmp',
  '/usr/local/src',
  '/usr/src',
  '/var',
  '/var/tmp',
];
const WITHIN = ['/dev/shm', '/usr/local/src', '/usr/src'];

/**
 * Whether a folder is too much to be made writable in a sandbox: it is or holds the user's home, or it
 * belongs to the system.
 */
export function isTooWide(workspace: string, home: string): boolean {
  if (isInside(home, workspace) || EXACT.includes(workspace)) return true;
  if (WITHIN.some((folder) => isInside(workspace, folder))) return false;
  return SYSTEM_FOLDERS.some((folder) => isInside(workspace, folder));
}
