import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { constants, crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import {
  archiveEnd,
  centralHeader,
  dataDescriptor,
  localHeader,
  type ZipContent,
  type ZipEntry,
} from './zip-record.ts';

export interface ZipFileEntry {
  name: string;
  mode: number;
  modified: Date;
}

const compress = promisify(deflateRaw);

/** Most of the saving at a fraction of the time: the processor belongs to the commands of the agent. */
const OPTIONS = { level: constants.Z_BEST_SPEED };
/** From here on an entry gets fields of 64 bits: what cannot be compressed becomes a little longer. */
const LARGE_BYTES = 0xf0000000;

/**
 * Writes a zip archive as a stream of bytes, entry after entry; only the list of entries is held. The library `yazl` looks
 * through all entries for each one, computes checksums in JavaScript and writes without regard to a slow reader.
 */
export class ZipWriter {
  readonly #list: Buffer[] = [];
  #listBytes = 0;
  #offset = 0;

  /** An entry whose bytes are all there: a small file, the target of a link, or nothing for a folder. */
  async *whole(file: ZipFileEntry, bytes: Buffer): AsyncGenerator<Buffer, void, void> {
    const deflated = bytes.length === 0 ? bytes : await compress(bytes, OPTIONS);
    const isShorter = deflated.length < bytes.length;
    const stored = isShorter ? deflated : bytes;
    const entry = { ...file, deflated: isShorter, isStreamed: false, isLarge: false };
    const content = { checksum: crc32(bytes), sizeBytes: bytes.length, storedBytes: stored.length };
    yield* this.#write(entry, content, [stored]);
  }

  /** An entry whose bytes come one after another, about as many as `expectedBytes`. */
  async *streamed(
    file: ZipFileEntry,
    chunks: AsyncIterable<Uint8Array>,
    expectedBytes: number,
  ): AsyncGenerator<Buffer, void, void> {
    const entry = { ...file, deflated: true, isStreamed: true, isLarge: expectedBytes >= LARGE_BYTES };
    const content = { checksum: 0, sizeBytes: 0, storedBytes: 0 };
    yield* this.#write(entry, content, deflate(chunks, content));
  }

  *end(): Generator<Buffer, void, void> {
    yield* this.#list;
    yield archiveEnd(this.#list.length, this.#listBytes, this.#offset);
  }

  async *#write(
    entry: ZipEntry,
    content: ZipContent,
    bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): AsyncGenerator<Buffer, void, void> {
    const offset = this.#offset;
    yield this.#counted(localHeader(entry, entry.isStreamed ? undefined : content));
    for await (const chunk of bytes) yield this.#counted(chunk);
    if (entry.isStreamed) yield this.#counted(dataDescriptor(entry, content));
    const header = centralHeader(entry, content, offset);
    this.#list.push(header);
    this.#listBytes += header.length;
  }

  #counted(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    return bytes;
  }
}

/** Compresses, and counts into `content`. */
async function* deflate(
  chunks: AsyncIterable<Uint8Array>,
  content: ZipContent,
): AsyncGenerator<Buffer, void, void> {
  const compressor = createDeflateRaw(OPTIONS);
  // What goes wrong shows in the compressor, which is read below.
  pipeline(counted(chunks, content), compressor, () => undefined);
  for await (const chunk of compressor) {
    content.storedBytes += chunk.length;
    yield chunk;
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  content: ZipContent,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) {
    content.checksum = crc32(chunk, content.checksum);
    content.sizeBytes += chunk.length;
    yield chunk;
  }
}
