import { createHash, randomBytes } from 'node:crypto';

const LIFETIME_MILLISECONDS = 10 * 60_000;
const MOST = 100;
const TOKEN_BYTES = 32;

/** Links that let one browser in, once. They are kept in memory only: a restart ends them. */
export class LoginLinks {
  /** By digest of the token, when it ends; the oldest first. */
  readonly #ends = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Path and query of a new link; it holds for ten minutes. */
  create(): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#ends.set(digest(token), this.#now() + LIFETIME_MILLISECONDS);
    for (const oldest of this.#ends.keys()) {
      if (this.#ends.size <= MOST) break;
      this.#ends.delete(oldest);
    }
    return `/login?token=${token}`;
  }

  /** Whether the token holds; from then on it does no more. */
  use(token: string): boolean {
    const key = digest(token);
    const ends = this.#ends.get(key);
    this.#ends.delete(key);
    return ends !== undefined && ends > this.#now();
  }
}

/** How long a look-up takes then says nothing about a token. */
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');
