import type { BigIntStats } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, FileFailure } from './file-failure.ts';

/**
 * Replaces the content of an existing file; mode and owner stay. `path` is canonical (no symbolic link),
 * `expected` what the file was when the new content was computed: a file that changed since is not touched.
 *
 * The new content is written beside it, synced and renamed over it, so that a reader and a crash see the
 * old or the new file whole. In place, where a crash can leave a part of both, it is written only if a
 * rename cannot do it: the file has other hard links, its folder cannot be written, its owner cannot be
 * kept, or it is a mount point. Access control lists and extended attributes are not carried over a rename.
 */
export async function replaceFile(path: string, bytes: Buffer, expected: BigIntStats): Promise<void> {
  // A rename needs no permission on the file itself; a read-only file shall stay as it is all the same.
  const handle = await open(path, 'r+');
  try {
    if (expected.nlink === 1n && (await renameOver(path, bytes, expected))) return;
    await checkUntouched(path, expected);
    await overwrite(handle, bytes, Number(expected.size));
  } finally {
    await handle.close();
  }
}

/** Creates a file with its parents; it appears whole, and fails with `EEXIST` rather than replace one. */
export async function createFile(path: string, bytes: Buffer): Promise<void> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true });
  const temporary = temporaryPath(directory);
  const handle = await open(temporary, 'wx', 0o666);
  try {
    await writeAndClose(handle, bytes);
    await giveName(temporary, path);
  } catch (error) {
    await removeTemporary(temporary);
    throw error;
  }
}

const CANNOT_RENAME = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);
const CANNOT_LINK = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']);

function temporaryPath(directory: string): string {
  // Loaded with the first write: it takes 8 ms, which the start of the executor is spared.
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  return join(directory, `.capstan-${randomBytes(8).toString('hex')}.tmp`);
}

/** False when this file or its folder does not allow it; nothing was changed then. */
async function renameOver(path: string, bytes: Buffer, expected: BigIntStats): Promise<boolean> {
  const temporary = temporaryPath(dirname(path));
  try {
    const handle = await open(temporary, 'wx', 0o600);
    await writeAndClose(handle, bytes, expected);
    await checkUntouched(path, expected);
    await rename(temporary, path);
    return true;
  } catch (error) {
    await removeTemporary(temporary);
    if (CANNOT_RENAME.has(errorCode(error) ?? '')) return false;
    throw error;
  }
}

async function writeAndClose(handle: FileHandle, bytes: Buffer, like?: BigIntStats): Promise<void> {
  try {
    await writeAll(handle, bytes, 0);
    if (like !== undefined) {
      const own = await handle.stat({ bigint: true });
      // Before the mode: changing the owner clears the set-user-id bit.
      if (own.uid !== like.uid || own.gid !== like.gid)
        await handle.chown(Number(like.uid), Number(like.gid));
      await handle.chmod(Number(like.mode & 0o7777n));
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!CANNOT_LINK.has(errorCode(error) ?? '')) throw error;
    // A file system without hard links: the check and the rename are not one step there.
    if (await exists(path)) throw new FileFailure(`${path} came into being meanwhile. Nothing was written.`);
    await rename(temporary, path);
    return;
  }
  await unlink(temporary);
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** In place. What the file grows by is written first, so that a full disk is noticed before old bytes go. */
async function overwrite(handle: FileHandle, bytes: Buffer, oldSize: number): Promise<void> {
  if (bytes.length > oldSize) {
    try {
      await writeAll(handle, bytes.subarray(oldSize), oldSize);
    } catch (error) {
      await handle.truncate(oldSize);
      throw error;
    }
  }
  await writeAll(handle, bytes.subarray(0, oldSize), 0);
  if (bytes.length < oldSize) await handle.truncate(bytes.length);
  await handle.datasync();
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function checkUntouched(path: string, expected: BigIntStats): Promise<void> {
  const now = await stat(path, { bigint: true });
  if (now.ino === expected.ino && now.size === expected.size && now.mtimeNs === expected.mtimeNs) return;
  throw new FileFailure(
    `${path} was changed by somebody else at the same moment. Nothing was written: view it and try again.`,
  );
}

async function removeTemporary(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    // Never made, or its folder cannot be written any more: the first error is the one to report.
    if (!['ENOENT', 'EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error;
  }
}
