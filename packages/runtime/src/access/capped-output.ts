/** The first bytes of an output; the rest is counted out. */
export class CappedOutput {
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #truncated = false;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  push(chunk: Buffer): void {
    const kept = chunk.subarray(0, this.#limit - this.#length);
    if (kept.length < chunk.length) this.#truncated = true;
    if (kept.length === 0) return;
    this.#length += kept.length;
    this.#chunks.push(kept);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks, this.#length);
  }
}
