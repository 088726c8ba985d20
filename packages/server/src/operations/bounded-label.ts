const LONGEST = 200;

/** A label whose values people choose: after so many of them, all others are one, since each is kept for ever. */
export class BoundedLabel {
  readonly #most: number;
  readonly #known = new Set<string>();

  constructor(most: number) {
    this.#most = most;
  }

  of(value: string): string {
    const text = value.slice(0, LONGEST);
    if (this.#known.size < this.#most) this.#known.add(text);
    return this.#known.has(text) ? text : 'other';
  }
}
