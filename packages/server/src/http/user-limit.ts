import { CapstanError } from '@capstan/protocol';
import type { User } from '../user/user-auth.ts';
import { RecentTimes } from './recent-times.ts';

const WINDOW_MILLISECONDS = 60_000;

/** Bounds how often a user may ask for something that costs more than a request usually does. */
export class UserLimit {
  readonly #perMinute: number;
  readonly #times: RecentTimes;

  constructor({ perMinute }: { perMinute: number }) {
    this.#perMinute = perMinute;
    this.#times = new RecentTimes({ windowMilliseconds: WINDOW_MILLISECONDS, perName: perMinute });
  }

  /** Throws `too_many_requests`. What is refused does not count. */
  take({ id }: Pick<User, 'id'>): void {
    // No id of a user begins so.
    const name = id === null ? '' : `user ${id}`;
    const times = this.#times.of(name);
    const [oldest] = times;
    if (oldest === undefined || times.length < this.#perMinute) {
      this.#times.note(name);
      return;
    }
    const retryAfterSeconds = Math.ceil((oldest + WINDOW_MILLISECONDS - performance.now()) / 1000);
    throw new CapstanError('too_many_requests', 'This was asked too often within a minute', {
      retryAfterSeconds,
      remedy: `Try again in ${retryAfterSeconds} s.`,
    });
  }
}
