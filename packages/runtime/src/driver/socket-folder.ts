import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { currentUser } from '../sandbox/current-user.ts';

/** A socket's path has at most 107 bytes; names in the folder take up to 40. */
const MAX_BYTES = 64;

/**
 * This user's folder for sockets: short whatever the state folder is called. Others may pass through it to
 * a name they know, which the sockets' own permissions then decide, but not list it.
 */
export function socketFolder(): string {
  const { uid } = currentUser();
  const candidates = [process.env.XDG_RUNTIME_DIR, tmpdir(), '/tmp'];
  for (const parent of candidates) {
    if (parent === undefined || !parent.startsWith('/')) continue;
    const folder = join(parent, `capstan-${uid}`);
    if (Buffer.byteLength(folder) <= MAX_BYTES && isOurs(folder, uid)) return folder;
  }
  throw new CapstanError(
    'sandbox_unavailable',
    'There is no folder for sockets that belongs to this user alone.',
    {
      remedy: `Remove /tmp/capstan-${uid}, or set XDG_RUNTIME_DIR to a folder of yours.`,
    },
  );
}

function isOurs(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { mode: 0o711, recursive: true });
    const stats = lstatSync(folder);
    return stats.isDirectory() && stats.uid === uid && (stats.mode & 0o022) === 0;
  } catch {
    return false;
  }
}
