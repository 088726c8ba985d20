/** Chance that the same seed repeats. */
export class Chance {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed | 0;
  }

  /** At least 0 and below 1: mulberry32. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, at least 0 and below `limit`. */
  below(limit: number): number {
    return Math.floor(this.roll() * limit);
  }

  /** One of them, each as often as its weight says. */
  pick<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T {
    const entries = Object.entries<number | undefined>(weights);
    let left = this.roll() * entries.reduce((sum, [, weight = 0]) => sum + weight, 0);
    for (const [name, weight = 0] of entries) {
      left -= weight;
      // The keys of the weights are the names.
      if (left < 0) return name as T;
    }
    throw new Error('nothing to pick from');
  }

  /** Lets the event loop turn at least `least` and fewer than `limit` times; ends early with the signal. */
  async turns(limit: number, { least = 0, signal }: TurnOptions = {}): Promise<void> {
    for (let left = least + this.below(limit - least); left > 0; left -= 1) {
      if (signal?.aborted === true) return;
      await turn();
    }
  }
}

export interface TurnOptions {
  least?: number;
  signal?: AbortSignal;
}

/** One turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
