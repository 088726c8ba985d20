const LIMIT = 100;

/** Does what one client asks, one thing after another. */
export class Inbox {
  readonly #onFailure: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** `onFailure` is told what the work did not expect itself. */
  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** False, and nothing is done, if too much waits. */
  take(work: () => Promise<void>): boolean {
    if (this.#waiting >= LIMIT) return false;
    this.#waiting += 1;
    this.#last = this.#last
      .then(work)
      .catch(this.#onFailure)
      .finally(() => {
        this.#waiting -= 1;
      });
    return true;
  }
}
