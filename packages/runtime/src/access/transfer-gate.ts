import { CapstanError } from '@capstan/protocol';
import { cancelled } from './access-failure.ts';

const MAX_AT_ONCE = 32;
const WAIT_MILLISECONDS = 30_000;

/** Lets a bounded number through at the same time; the others wait for a bounded time, in the order in which they came. */
export class TransferGate {
  readonly #waiting = new Set<() => void>();
  #free = MAX_AT_ONCE;

  /** Resolves with how to leave. Rejects with `too_many_requests` or `cancelled`. */
  async enter(signal: AbortSignal | undefined): Promise<() => void> {
    if (signal?.aborted === true) throw cancelled();
    if (this.#free === 0) await this.#wait(signal);
    else this.#free -= 1;
    let isInside = true;
    return () => {
      if (isInside) this.#leave();
      isInside = false;
    };
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const giveUp = (): void => turn.reject(cancelled());
    const overdue = setTimeout(() => turn.reject(tooMany()), WAIT_MILLISECONDS);
    signal?.addEventListener('abort', giveUp, { once: true });
    this.#waiting.add(turn.resolve);
    try {
      await turn.promise;
    } finally {
      clearTimeout(overdue);
      signal?.removeEventListener('abort', giveUp);
      this.#waiting.delete(turn.resolve);
    }
  }

  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}

const tooMany = (): CapstanError =>
  new CapstanError(
    'too_many_requests',
    'Too much is read from and written to this workspace at the same time.',
  );
