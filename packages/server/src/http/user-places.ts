import { CapstanError } from '@capstan/protocol';
import type { User } from '../user/user-auth.ts';

/** Bounds how often a user may have something costly done at the same time. */
export class UserPlaces {
  readonly #most: number;
  readonly #taken = new Map<string | null, number>();

  constructor({ most }: { most: number }) {
    this.#most = most;
  }

  /** Takes a place until it is disposed of. Throws `too_many_requests` when none is left. */
  take({ id }: Pick<User, 'id'>): Disposable {
    const others = this.#taken.get(id) ?? 0;
    if (others >= this.#most) {
      throw new CapstanError('too_many_requests', `${others} of these are under way already`, {
        remedy: 'Wait until one of them has ended.',
      });
    }
    this.#taken.set(id, others + 1);
    return { [Symbol.dispose]: () => this.#leave(id) };
  }

  #leave(id: string | null): void {
    const left = (this.#taken.get(id) ?? 0) - 1;
    if (left > 0) this.#taken.set(id, left);
    else this.#taken.delete(id);
  }
}
