import { constants, type BigIntStats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { errorCode, FileFailure } from './file-failure.ts';

/** Files beyond this are neither shown nor edited. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export interface FileBytes {
  bytes: Buffer;
  /** Taken from the open file. */
  stats: BigIntStats;
}

/** Undefined when there is nothing at the path. */
export async function statOrUndefined(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export function tooLarge(path: string, size: number): FileFailure {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return new FileFailure(
    `File validation failed for ${path}: File is too large (${megabytes}MB). Maximum allowed size is 10MB.`,
  );
}

export function notText(path: string): FileFailure {
  return new FileFailure(
    `File validation failed for ${path}: it appears to be binary, and this tool shows and edits text only.`,
  );
}

/** The whole file, at most `MAX_FILE_BYTES`. `shownPath` is what messages name. */
export async function readBytes(path: string, shownPath: string): Promise<FileBytes> {
  // Not blocking: opening a pipe that nobody writes to would wait for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) throw new FileFailure(`${shownPath} is not a regular file.`);
    if (stats.size > MAX_FILE_BYTES) throw tooLarge(shownPath, Number(stats.size));
    // The size is a first guess only: files under /proc say 0, and a file may grow.
    let buffer = Buffer.allocUnsafe(Number(stats.size) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) return { bytes: buffer.subarray(0, length), stats };
      length += bytesRead;
      if (length > MAX_FILE_BYTES) throw tooLarge(shownPath, length);
      if (length < buffer.length) continue;
      const larger = Buffer.allocUnsafe(Math.max(65_536, buffer.length * 2));
      buffer.copy(larger);
      buffer = larger;
    }
  } finally {
    await handle.close();
  }
}
