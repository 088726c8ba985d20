import { constants, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface SystemMask {
  files: string[];
  folders: string[];
}

const MAX_DEPTH = 6;
const OPEN_FOLDER = constants.S_IROTH | constants.S_IXOTH;

/**
 * Entries below a system folder that not everybody on this machine may read, such as `/etc/shadow`,
 * `/etc/sudoers.d` and private keys. An ordinary user is kept from them by the kernel; a sandbox started
 * by root still owns them, so they have to be covered one by one. Synchronous: 4 ms instead of 16.
 */
export function findPrivateEntries(root: string): SystemMask {
  const mask: SystemMask = { files: [], folders: [] };
  collect(root, 0, mask);
  return mask;
}

function collect(folder: string, depth: number, mask: SystemMask): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(folder, entry.name);
    const { mode } = lstatSync(path);
    if (entry.isDirectory()) {
      if ((mode & OPEN_FOLDER) !== OPEN_FOLDER || depth >= MAX_DEPTH) mask.folders.push(path);
      else collect(path, depth + 1, mask);
    } else if ((mode & constants.S_IROTH) === 0) {
      mask.files.push(path);
    }
  }
}
