export interface RecentTimesOptions {
  /** How far back it remembers. */
  windowMilliseconds: number;
  /** Most times it remembers of one name. */
  perName: number;
  /** Most names it remembers; those longest without news go first. Default 10,000. */
  names?: number;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
}

/** When something happened lately, by who did it. Takes bounded memory however many ask. */
export class RecentTimes {
  readonly #options: Required<RecentTimesOptions>;
  /** The name with the oldest news first. */
  readonly #times = new Map<string, number[]>();

  constructor(options: RecentTimesOptions) {
    this.#options = { names: 10_000, now: () => performance.now(), ...options };
  }

  /** Notes that it happened now, and gives the times within the window, oldest first. */
  note(name: string): readonly number[] {
    const times = [...this.of(name), this.#options.now()].slice(-this.#options.perName);
    this.#times.delete(name);
    this.#times.set(name, times);
    for (const oldest of this.#times.keys()) {
      if (this.#times.size <= this.#options.names) break;
      this.#times.delete(oldest);
    }
    return times;
  }

  /** The times within the window, oldest first. */
  of(name: string): readonly number[] {
    const since = this.#options.now() - this.#options.windowMilliseconds;
    return (this.#times.get(name) ?? []).filter((time) => time > since);
  }
}
