/** Cuts a stream of bytes into lines. Throws a `RangeError` for a line over the limit. */
export class LineDecoder {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that this chunk completes, without their ends. */
  *push(chunk: Buffer): Generator<string> {
    let from = 0;
    try {
      for (let end = chunk.indexOf(10, from); end !== -1; end = chunk.indexOf(10, from)) {
        const line = this.#complete(chunk.subarray(from, end));
        from = end + 1;
        yield line;
      }
    } finally {
      // Also what follows a line after which nobody wants another one.
      if (from < chunk.length) this.#keep(chunk.subarray(from));
    }
  }

  /** What has come after the last line that was taken, for somebody who reads it otherwise. */
  takeRest(): Buffer {
    const rest = Buffer.concat(this.#parts, this.#length);
    this.#parts = [];
    this.#length = 0;
    return rest;
  }

  #complete(rest: Buffer): string {
    if (this.#length === 0) return rest.toString('utf8');
    this.#keep(rest);
    const line = Buffer.concat(this.#parts, this.#length).toString('utf8');
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#limit) throw new RangeError(`A line is longer than ${this.#limit} bytes.`);
    this.#parts.push(part);
  }
}
