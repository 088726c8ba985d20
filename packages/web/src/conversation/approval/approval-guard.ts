/** How long after a question has appeared nothing answers it: who types on has not read it yet. */
const GUARD_MILLISECONDS = 400;

/** Keeps a key or a click that was meant for something else from answering, and an answer from being given twice. */
export class ApprovalGuard {
  readonly #now: () => number;
  #safeFrom = Number.POSITIVE_INFINITY;
  #answered = false;

  /** `now` in milliseconds, from a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A question, or another one, is on screen. */
  appeared(): void {
    this.#safeFrom = this.#now() + GUARD_MILLISECONDS;
    this.#answered = false;
  }

  /** A key was pressed, whatever for: who is typing when it appears gets the whole time again. */
  keyPressed(): void {
    if (this.#now() < this.#safeFrom) this.#safeFrom = this.#now() + GUARD_MILLISECONDS;
  }

  /**
   * Whether it may be answered so. Once it was, it may not be again before `failed`. Saying no does no harm, and takes
   * two steps: it need not wait.
   */
  take(answer: 'approve' | 'reject'): boolean {
    if (this.#answered || (answer === 'approve' && this.#now() < this.#safeFrom)) return false;
    this.#answered = true;
    return true;
  }

  /** The answer did not arrive. */
  failed(): void {
    this.#answered = false;
  }
}
