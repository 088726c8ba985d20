/** How far ahead of its reader a shell may write, in bytes that were sent and that the reader has not taken yet. */
export class OutputWindow {
  readonly #size: number;
  #ahead = 0;
  #room: PromiseWithResolvers<void> | undefined;
  #ended = false;

  /** Without a size there is room always. */
  constructor(size = Number.POSITIVE_INFINITY) {
    this.#size = size;
  }

  /** So much was sent. A promise if there should be no more before it resolves. */
  sent(bytes: number): Promise<void> | undefined {
    this.#ahead += bytes;
    if (this.#ahead < this.#size || this.#ended) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /** The reader has taken so much. */
  taken(bytes: number): void {
    this.#ahead = Math.max(0, this.#ahead - bytes);
    if (this.#ahead < this.#size) this.#release();
  }

  /** Nobody waits any more. */
  end(): void {
    this.#ended = true;
    this.#release();
  }

  #release(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}
