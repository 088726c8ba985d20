import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
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

/** Removes sockets that nobody listens on any more. Young ones are left alone: they may be about to be used. */
export async function sweepSockets(olderThanMilliseconds: number): Promise<void> {
  const folder = socketFolder();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > olderThanMilliseconds && !(await isListenedOn(path))) rmSync(path, { force: true });
  }
}

function isListenedOn(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
