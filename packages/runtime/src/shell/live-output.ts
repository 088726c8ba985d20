import { continuationHead } from './utf8.ts';

/** `omittedBytes`: how much was skipped before this text, because more came than a person can read. */
export type OutputListener = (text: string, omittedBytes: number) => void;

const INTERVAL_MS = 40;
/** At most this much is handed on per interval; of more, the last. */
const MAX_BYTES = 32 * 1024;

/** Output on its way to somebody who watches: gathered for a moment, bounded, without cut characters. */
export class LiveOutput {
  readonly #listener: OutputListener;
  #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #chunks: Buffer[] = [];
  #bytes = 0;
  #omitted = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(listener: OutputListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes - (this.#chunks[0]?.length ?? 0) >= MAX_BYTES) {
      const dropped = this.#chunks.shift()?.length ?? 0;
      this.#bytes -= dropped;
      this.#omitted += dropped;
    }
    this.#timer ??= setTimeout(() => this.#flush(), INTERVAL_MS);
  }

  /** Hands on the rest; nothing follows. */
  end(): void {
    this.#flush();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#bytes === 0) return;
    let bytes = Buffer.concat(this.#chunks);
    const omitted = this.#omitted;
    if (omitted > 0) {
      // The held half character belongs to what was dropped.
      this.#decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      bytes = bytes.subarray(continuationHead(bytes));
    }
    this.#chunks = [];
    this.#bytes = 0;
    this.#omitted = 0;
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text !== '' || omitted > 0) this.#listener(text, omitted);
  }
}
