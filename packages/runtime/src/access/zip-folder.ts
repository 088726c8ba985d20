import type { Dirent } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { CapstanError } from '@capstan/protocol';
import { errorCode } from '../file/file-failure.ts';
import { cancelled } from './access-failure.ts';
import type { HeldFolder } from './held-folder.ts';
import { byName } from './list-folder.ts';
import { chunksOf, openFile } from './read-file.ts';
import { ZipWriter } from './zip-writer.ts';

/** Up to here a file is read as a whole, and the archive says its size before its bytes. */
const SMALL_BYTES = 256 * 1024;
/** The name of an entry has 16 bits for its length. */
const MAX_NAME_BYTES = 0xffff;
/** Every level holds a folder open. Deeper ones do not fit into a path that programs can use. */
const MAX_DEPTH = 512;
const BATCH_BYTES = 64 * 1024;

/**
 * A zip archive of what a folder holds, in the order of names. Links are kept as links; what is neither file, folder nor
 * link, cannot be read, or goes away meanwhile is left out. A file has the bytes that it had when it was its turn.
 */
export async function* zipFolder(
  folder: HeldFolder,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, void> {
  const writer = new ZipWriter();
  yield* inBatches(addEntries({ folder, prefix: '', depth: 0 }, writer), signal);
  yield* inBatches(writer.end(), signal);
}

interface Place {
  folder: HeldFolder;
  /** Of the names of its entries: empty, or ending with a slash. */
  prefix: string;
  depth: number;
}

async function* addEntries(place: Place, writer: ZipWriter): AsyncGenerator<Buffer, void, void> {
  if (place.depth > MAX_DEPTH) return;
  const entries = (await orLeftOut(place.folder.entries())) ?? [];
  for (const entry of entries.toSorted(byName)) yield* addEntry(entry, place, writer);
}

async function* addEntry(entry: Dirent, place: Place, writer: ZipWriter): AsyncGenerator<Buffer, void, void> {
  const name = place.prefix + entry.name;
  if (Buffer.byteLength(name) >= MAX_NAME_BYTES) return;
  if (entry.isDirectory()) yield* addFolder(entry.name, `${name}/`, place, writer);
  else if (entry.isSymbolicLink()) yield* addLink(place.folder.at(entry.name), name, writer);
  else if (entry.isFile()) yield* addFile(place.folder, entry.name, name, writer);
}

async function* addFolder(
  entryName: string,
  name: string,
  { folder: parent, depth }: Place,
  writer: ZipWriter,
): AsyncGenerator<Buffer, void, void> {
  await using folder = await orLeftOut(parent.enter(entryName));
  if (folder === undefined) return;
  const { mode, mtime } = await folder.stat();
  yield* writer.whole({ name, mode, modified: mtime }, Buffer.alloc(0));
  yield* addEntries({ folder, prefix: name, depth: depth + 1 }, writer);
}

async function* addLink(path: string, name: string, writer: ZipWriter): AsyncGenerator<Buffer, void, void> {
  const stats = await orLeftOut(lstat(path));
  const target = await orLeftOut(readlink(path, { encoding: 'buffer' }));
  if (stats === undefined || target === undefined) return;
  yield* writer.whole({ name, mode: stats.mode, modified: stats.mtime }, target);
}

async function* addFile(
  folder: HeldFolder,
  entryName: string,
  name: string,
  writer: ZipWriter,
): AsyncGenerator<Buffer, void, void> {
  const opened = await orLeftOut(openFile(folder, entryName, name));
  if (opened === undefined) return;
  await using handle = opened.handle;
  const { sizeBytes, mode, modified } = opened;
  const file = { name, mode, modified };
  if (sizeBytes > SMALL_BYTES) {
    yield* writer.streamed(file, whatCanBeRead(chunksOf(handle, sizeBytes)), sizeBytes);
    return;
  }
  const chunks = await orLeftOut(Array.fromAsync(chunksOf(handle, sizeBytes)));
  if (chunks !== undefined) yield* writer.whole(file, Buffer.concat(chunks));
}

/** Ends where the reading fails: what went before is in the archive already. */
async function* whatCanBeRead(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer, void, void> {
  for (;;) {
    const next = await orLeftOut(chunks.next());
    if (next === undefined || next.done === true) return;
    yield next.value;
  }
}

/** Undefined for what the operating system refuses. */
async function orLeftOut<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (CapstanError.is(error) || errorCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** Puts small pieces together. */
async function* inBatches(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, void> {
  let batch: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    if (signal.aborted) throw cancelled();
    batch.push(piece);
    length += piece.length;
    if (length < BATCH_BYTES) continue;
    yield Buffer.concat(batch, length);
    batch = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(batch, length);
}
