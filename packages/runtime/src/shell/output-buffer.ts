import { continuationHead, incompleteTail } from './utf8.ts';

/** A stretch of output. When it was longer than the cap, the middle is missing. */
export interface OutputWindow {
  /** UTF-8; what is not valid is replaced by U+FFFD. */
  head: string;
  /** Empty unless bytes are missing. */
  tail: string;
  totalBytes: number;
  omittedBytes: number;
}

/**
 * What a command wrote since the last look: whole up to the cap, beyond it the first and the last half of the cap.
 * Memory is taken as needed. A character cut by the end of a look is given with the next one.
 */
export class OutputBuffer {
  readonly #half: number;
  #head: Buffer[] = [];
  #headBytes = 0;
  #ring: Buffer | undefined;
  /** Bytes that went to the ring; its write position is this modulo its size. */
  #ringBytes = 0;

  constructor(capBytes: number) {
    this.#half = Math.max(8, Math.floor(capBytes / 2));
  }

  get totalBytes(): number {
    return this.#headBytes + this.#ringBytes;
  }

  /** Whether the next byte too many would be lost. */
  get isCut(): boolean {
    return this.#ringBytes > this.#half;
  }

  push(chunk: Buffer): void {
    const room = this.#half - this.#headBytes;
    if (room >= chunk.length) {
      this.#head.push(chunk);
      this.#headBytes += chunk.length;
      return;
    }
    if (room > 0) {
      this.#head.push(chunk.subarray(0, room));
      this.#headBytes += room;
    }
    this.#pushRing(room > 0 ? chunk.subarray(room) : chunk);
  }

  #pushRing(bytes: Buffer): void {
    const ring = (this.#ring ??= Buffer.allocUnsafe(this.#half));
    const kept = bytes.length > ring.length ? bytes.subarray(bytes.length - ring.length) : bytes;
    const position = (this.#ringBytes + bytes.length - kept.length) % ring.length;
    const first = Math.min(kept.length, ring.length - position);
    kept.copy(ring, position, 0, first);
    kept.copy(ring, 0, first);
    this.#ringBytes += bytes.length;
  }

  /** The bytes kept, in order: all of them unless `isCut`, then first and last half. */
  pieces(): Buffer[] {
    const ring = this.#ring;
    if (!ring) return [...this.#head];
    if (this.#ringBytes <= ring.length) return [...this.#head, ring.subarray(0, this.#ringBytes)];
    const position = this.#ringBytes % ring.length;
    return [...this.#head, ring.subarray(position), ring.subarray(0, position)];
  }

  /** Gives what came since the last look and forgets it. `last`: no more will come. */
  take(last: boolean): OutputWindow {
    const totalBytes = this.totalBytes;
    const pieces = this.pieces();
    const cut = this.isCut;
    const headCount = this.#head.length;
    this.clear();
    if (!cut) {
      const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
      const held = last ? 0 : incompleteTail(bytes);
      if (held > 0) this.push(Buffer.from(bytes.subarray(bytes.length - held)));
      const head = bytes.toString('utf8', 0, bytes.length - held);
      return { head, tail: '', totalBytes: totalBytes - held, omittedBytes: 0 };
    }
    const first = Buffer.concat(pieces.slice(0, headCount));
    const second = Buffer.concat(pieces.slice(headCount));
    const held = last ? 0 : incompleteTail(second);
    if (held > 0) this.push(Buffer.from(second.subarray(second.length - held)));
    const headEnd = first.length - incompleteTail(first);
    const tailStart = continuationHead(second);
    return {
      head: first.toString('utf8', 0, headEnd),
      tail: second.toString('utf8', tailStart, second.length - held),
      totalBytes: totalBytes - held,
      omittedBytes: totalBytes - headEnd - (second.length - tailStart),
    };
  }

  clear(): void {
    this.#head = [];
    this.#headBytes = 0;
    // The ring stays for the next stretch: whoever printed that much prints more.
    this.#ringBytes = 0;
  }
}
