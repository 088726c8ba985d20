/** Times of a log: UTC, and never earlier than the one before, whatever the machine's clock does. */
export class LogClock {
  readonly #now: () => number;
  #last: number;
  #text = '';

  /** `now` gives Unix milliseconds; `lastTimestamp` is that of the last stored event. */
  constructor(now: () => number, lastTimestamp: string | undefined) {
    this.#now = now;
    this.#last = endOfMillisecond(lastTimestamp);
  }

  next(): string {
    const time = Math.floor(this.#now());
    if (time > this.#last || this.#text === '') {
      this.#last = Math.max(time, this.#last);
      this.#text = new Date(this.#last).toISOString();
    }
    return this.#text;
  }
}

/** The first whole millisecond that is not before the timestamp: older logs count microseconds. */
function endOfMillisecond(timestamp: string | undefined): number {
  const time = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  if (timestamp === undefined || Number.isNaN(time)) return 0;
  return /\.\d{3}0*[1-9]/.test(timestamp) ? time + 1 : time;
}
