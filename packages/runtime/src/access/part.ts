/**
 * After the request, both sides of a connection for the workspace speak in parts: one byte for the type, four for the
 * length, then that many bytes. So bytes go as they are, and neither side has to guess whether the other one finished.
 */
export type Part =
  /** Nothing more comes from this side. */
  | { type: 'end' }
  /** Some bytes; where one piece ends and the next begins means nothing. */
  | { type: 'data'; bytes: Uint8Array }
  /** JSON. */
  | { type: 'answer'; text: string };

const CODES = { end: 0, data: 1, answer: 2 } as const satisfies Record<Part['type'], number>;

const HEADER_BYTES = 5;
const MAX_PART_BYTES = 4 * 1024 * 1024;

/** What goes before the bytes of a part. Throws a `RangeError` for more than a part can hold. */
export function partHeader(type: Part['type'], length: number): Buffer {
  if (length > MAX_PART_BYTES) throw new RangeError(`A part has at most ${MAX_PART_BYTES} bytes.`);
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header[0] = CODES[type];
  header.writeUInt32BE(length, 1);
  return header;
}

/** Cuts a stream of bytes into parts. Data is passed on as it comes, without waiting for the whole part. */
export class PartDecoder {
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerLength = 0;
  #missing = 0;
  #text: Buffer[] = [];

  /** What this chunk brings. Throws a `RangeError` for what is no part. */
  *push(chunk: Buffer): Generator<Part> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#headerLength < HEADER_BYTES) {
        rest = this.#readHeader(rest);
        if (this.#headerLength < HEADER_BYTES) return;
        if (this.#missing === 0) yield this.#complete();
        continue;
      }
      const bytes = rest.subarray(0, this.#missing);
      rest = rest.subarray(bytes.length);
      this.#missing -= bytes.length;
      if (this.#header[0] === CODES.data) yield { type: 'data', bytes };
      else this.#text.push(bytes);
      if (this.#missing > 0) continue;
      if (this.#header[0] === CODES.data) this.#headerLength = 0;
      else yield this.#complete();
    }
  }

  #readHeader(chunk: Buffer): Buffer {
    const taken = chunk.copy(this.#header, this.#headerLength);
    this.#headerLength += taken;
    if (this.#headerLength === HEADER_BYTES) {
      this.#missing = this.#header.readUInt32BE(1);
      if (this.#missing > MAX_PART_BYTES)
        throw new RangeError(`A part is longer than ${MAX_PART_BYTES} bytes.`);
    }
    return chunk.subarray(taken);
  }

  #complete(): Part {
    const [type] = this.#header;
    const text = Buffer.concat(this.#text).toString('utf8');
    this.#text = [];
    this.#headerLength = 0;
    if (type === CODES.end) return { type: 'end' };
    if (type === CODES.answer) return { type: 'answer', text };
    if (type === CODES.data) return { type: 'data', bytes: Buffer.alloc(0) };
    throw new RangeError(`There is no part of type ${type}.`);
  }
}
