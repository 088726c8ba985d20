import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, open, rename, rmdir, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { errorCode } from '../file/file-failure.ts';
import { unsuitable } from './access-failure.ts';
import { outside } from './access-scope.ts';
import { HeldFolder } from './held-folder.ts';
import { bodyChunks } from './body-chunks.ts';

/** The disk is given about so much at once: a socket brings much smaller pieces. */
const BATCH_BYTES = 512 * 1024;

export interface FileWrite {
  /** Canonical path. */
  path: string;
  /** What messages name. */
  shownPath: string;
  /** Folders that the file must lie in one of. */
  roots: readonly string[];
  body: AsyncIterable<Uint8Array>;
  maxBytes: number;
  signal: AbortSignal;
}

/**
 * Writes a file as a whole and gives its size. The bytes go into a file beside it, which takes its place when all are
 * there, with mode and owner of what it replaces; other hard links keep the old bytes. What fails leaves nothing.
 */
export async function writeFile(write: FileWrite): Promise<number> {
  await using folders = new AsyncDisposableStack();
  const made: MadeFolder[] = [];
  try {
    const folder = await holdOrMake(dirname(write.path), write, folders, made);
    return await writeInto(folder, basename(write.path), write);
  } catch (error) {
    for (const { parent, name } of made.toReversed()) await orTheirs(rmdir(parent.at(name)));
    throw error;
  }
}

interface MadeFolder {
  parent: HeldFolder;
  name: string;
}

async function holdOrMake(
  path: string,
  write: FileWrite,
  folders: AsyncDisposableStack,
  made: MadeFolder[],
): Promise<HeldFolder> {
  try {
    const held = await HeldFolder.open(path, write.roots);
    if (held === undefined) throw outside(write.shownPath, 'write');
    return folders.use(held);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const parent = await holdOrMake(dirname(path), write, folders, made);
  const name = basename(path);
  try {
    await parent.make(name);
    made.push({ parent, name });
  } catch (error) {
    // Somebody else made it at the same time.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return folders.use(await parent.enter(name));
}

async function writeInto(folder: HeldFolder, name: string, write: FileWrite): Promise<number> {
  const target = folder.at(name);
  const replaced = await existing(target);
  if (replaced !== undefined) await checkReplaceable(target, replaced, write.shownPath);
  const temporary = folder.at(`.capstan-${randomBytes(8).toString('hex')}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const handle = await open(temporary, flags, 0o666);
  try {
    let size: number;
    try {
      size = await fill(handle, write);
      if (replaced !== undefined) await takeAfter(handle, replaced);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
    return size;
  } catch (error) {
    await orTheirs(unlink(temporary));
    throw error;
  }
}

async function fill(handle: FileHandle, { body, maxBytes, signal, shownPath }: FileWrite): Promise<number> {
  let size = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const chunk of bodyChunks(body, signal)) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new CapstanError('file_too_large', `${shownPath}: more than ${maxBytes} bytes were sent.`);
    }
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < BATCH_BYTES) continue;
    await writeAll(handle, waiting);
    waiting = [];
    waitingBytes = 0;
  }
  await writeAll(handle, waiting);
  return size;
}

/** At the end of what was written before. */
async function writeAll(handle: FileHandle, chunks: Uint8Array[]): Promise<void> {
  if (chunks.length === 0) return;
  const { bytesWritten } = await handle.writev(chunks);
  let missing = chunks.reduce((sum, chunk) => sum + chunk.length, 0) - bytesWritten;
  // The kernel may take less than it is given, as when the disk fills up.
  while (missing > 0) missing -= (await handle.write(Buffer.concat(chunks).subarray(-missing))).bytesWritten;
}

async function existing(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function checkReplaceable(path: string, stats: Stats, shownPath: string): Promise<void> {
  if (stats.isDirectory()) throw unsuitable(shownPath, 'it is a folder');
  if (!stats.isFile()) throw unsuitable(shownPath, 'it is no regular file');
  // A rename needs no permission on the file itself; a read-only file shall stay as it is all the same.
  await access(path, constants.W_OK);
}

async function takeAfter(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await handle.stat();
  // Before the mode: changing the owner clears the set-user-id bit.
  // Where it is not allowed, the file becomes that of whoever writes it.
  if (own.uid !== uid || own.gid !== gid) await orTheirs(handle.chown(uid, gid));
  await handle.chmod(mode & 0o7777);
}

/** Lets pass what the operating system refuses: somebody else has taken possession of it meanwhile. */
async function orTheirs(change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}
