import { CapstanError } from '@capstan/protocol';

interface Waiter {
  count: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Counts something that happens, and lets others wait until it has happened often enough. */
export class EventCount {
  readonly #what: string;
  readonly #waiters = new Set<Waiter>();
  #value = 0;
  #closed = false;

  constructor(what: string) {
    this.#what = what;
  }

  get value(): number {
    return this.#value;
  }

  increment(): void {
    this.#value += 1;
    for (const waiter of this.#waiters) if (waiter.count <= this.#value) waiter.resolve();
  }

  /**
   * Resolves when the count is reached, at once if it is.
   *
   * @throws CapstanError `cancelled` when the signal fires or the server is closed before.
   */
  async reached(count: number, { signal }: { signal: AbortSignal }): Promise<void> {
    if (count <= this.#value) return;
    const missed = (why: string): CapstanError =>
      new CapstanError('cancelled', `${why} after ${this.#value} of ${count} ${this.#what}.`);
    if (this.#closed) throw missed('The scripted model was closed');
    if (signal.aborted) throw missed('Nobody waits any more');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { count, resolve, reject: () => reject(missed('The scripted model was closed')) };
    const onAbort = (): void => reject(missed('Nobody waits any more'));
    this.#waiters.add(waiter);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await promise;
    } finally {
      this.#waiters.delete(waiter);
      signal.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiters) waiter.reject(new Error('closed'));
  }
}
