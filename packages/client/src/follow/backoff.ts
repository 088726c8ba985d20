const FIRST_SECONDS = 0.25;
const LONGEST_SECONDS = 10;
const LONGEST_ASKED_SECONDS = 60;

/** How long to wait before the next attempt: twice as long each time, with chance, so that clients do not come at once. */
export class Backoff {
  readonly #random: () => number;
  #failures = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  get failures(): number {
    return this.#failures;
  }

  /** It works again. */
  reset(): void {
    this.#failures = 0;
  }

  /** Seconds; not less than the server asked for, within reason. */
  next(askedSeconds = 0): number {
    const longest = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** this.#failures);
    this.#failures += 1;
    const seconds = (longest / 2) * (1 + this.#random());
    return Math.max(seconds, Math.min(askedSeconds, LONGEST_ASKED_SECONDS));
  }
}
