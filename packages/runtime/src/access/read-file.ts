import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { CapstanError, type OpenedFile } from '@capstan/protocol';
import { accessFailure, unsuitable } from './access-failure.ts';
import type { HeldFolder } from './held-folder.ts';
import { OpenedBody } from './opened-body.ts';

const CHUNK_BYTES = 128 * 1024;

/** Not blocking: opening a pipe that nobody writes to would wait for ever. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface OpenFile {
  /** To be closed, always. */
  handle: FileHandle;
  sizeBytes: number;
  mode: number;
  modified: Date;
}

/** Opens a regular file of a folder. `shownPath` is what messages name. */
export async function openFile(folder: HeldFolder, name: string, shownPath: string): Promise<OpenFile> {
  const handle = await open(folder.at(name), FLAGS);
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw unsuitable(shownPath, 'it is a folder');
    if (!stats.isFile()) throw unsuitable(shownPath, 'it is no regular file');
    return { handle, sizeBytes: stats.size, mode: stats.mode, modified: stats.mtime };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A file, as many bytes as it had when it was opened. */
export async function readFile(
  folder: HeldFolder,
  canonical: string,
  shownPath: string,
  signal: AbortSignal,
): Promise<OpenedFile> {
  const { handle, sizeBytes } = await openFile(folder, basename(canonical), shownPath);
  let closed: Promise<void> | undefined;
  const release = (): Promise<void> => (closed ??= handle.close());
  return { sizeBytes, body: new OpenedBody(wholeFile(handle, sizeBytes, shownPath), release, signal) };
}

async function* wholeFile(
  handle: FileHandle,
  sizeBytes: number,
  shownPath: string,
): AsyncGenerator<Uint8Array, void, void> {
  let missing = sizeBytes;
  try {
    for await (const chunk of chunksOf(handle, sizeBytes)) {
      missing -= chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw accessFailure(error, shownPath, 'read');
  }
  if (missing > 0)
    throw new CapstanError('storage_failed', `${shownPath}: it became shorter while it was read.`);
}

/** The first bytes of a file, or all when it has no more. */
export async function* chunksOf(handle: FileHandle, sizeBytes: number): AsyncGenerator<Buffer, void, void> {
  for (let position = 0; position < sizeBytes;) {
    // A new one each time: whoever got the last one may not have sent it yet.
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, sizeBytes - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
