import { cancelled } from './access-failure.ts';
import { onAbort } from './on-abort.ts';

const UNREAD_MILLISECONDS = 60_000;

/**
 * A body that is read once. What it holds is released when the reading ends for whatever reason, and also when nobody
 * begins to read within a minute: a generator alone would not notice either.
 */
export class OpenedBody implements AsyncIterableIterator<Uint8Array> {
  readonly #chunks: AsyncGenerator<Uint8Array, void, void>;
  readonly #release: () => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #unread: NodeJS.Timeout;
  readonly #watch: Disposable;

  /** `release` may be called more than once. It is called at once when the signal fires. */
  constructor(
    chunks: AsyncGenerator<Uint8Array, void, void>,
    release: () => Promise<void>,
    signal: AbortSignal,
  ) {
    this.#chunks = chunks;
    this.#release = release;
    this.#signal = signal;
    this.#unread = setTimeout(() => void this.#end(), UNREAD_MILLISECONDS).unref();
    this.#watch = onAbort(signal, () => void release());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    clearTimeout(this.#unread);
    try {
      const result = await this.#chunks.next();
      if (result.done !== true) return result;
    } catch (error) {
      await this.#end();
      throw this.#signal.aborted ? cancelled() : error;
    }
    await this.#end();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    // First: a chunk that is still awaited may never come otherwise.
    await this.#end();
    await this.#chunks.return();
    return { done: true, value: undefined };
  }

  #end(): Promise<void> {
    clearTimeout(this.#unread);
    this.#watch[Symbol.dispose]();
    return this.#release();
  }
}
