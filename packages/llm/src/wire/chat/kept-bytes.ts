const LEAST_CAPACITY = 4096;

/**
 * UTF-8 text that grows at its end and can be cut. What `view` has handed out never changes: a request that is
 * still being sent may hold it. So bytes are only ever written behind everything that was handed out, and
 * where that cannot be, into a new buffer. The buffer is at most four times as large as the text (or 4 KiB).
 */
export class KeptBytes {
  #buffer = Buffer.allocUnsafeSlow(LEAST_CAPACITY);
  #length = 0;
  #handedOut = 0;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** Drops what lies beyond `length` bytes, which is at the end of some text that was appended. */
  cut(length: number): void {
    this.#length = length;
    if (this.#buffer.length > Math.max(4 * length, LEAST_CAPACITY)) this.#move(length);
  }

  /** Makes room for about so many bytes more: saves moving them while they come. */
  expect(bytes: number): void {
    if (bytes > 0) this.#makeRoom(bytes);
  }

  append(text: string): void {
    // A UTF-16 unit is at most three bytes; only where that might not fit it pays to count them.
    if (this.#length < this.#handedOut || this.#length + 3 * text.length > this.#buffer.length)
      this.#makeRoom(Buffer.byteLength(text));
    this.#length += this.#buffer.write(text, this.#length);
  }

  view(): Uint8Array {
    this.#handedOut = Math.max(this.#handedOut, this.#length);
    return this.#buffer.subarray(0, this.#length);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (this.#length >= this.#handedOut && needed <= this.#buffer.length) return;
    this.#move(Math.ceil(needed * 1.5));
  }

  #move(capacity: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(capacity, LEAST_CAPACITY));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
    this.#handedOut = 0;
  }
}
