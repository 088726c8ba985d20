import { CapstanError } from '@capstan/protocol';
import { isSafe, refusal } from '../http/origin-check.ts';
import type { OriginRule } from '../http/origin-rule.ts';
import { RecentTimes } from '../http/recent-times.ts';
import { bearerToken } from './bearer.ts';
import type { Credentials, User, UserAuth } from './user-auth.ts';

export interface Caller extends Credentials {
  method: string;
  /** Value of `Host`, checked. */
  host: string;
  /** To count wrong keys by. */
  address: string;
}

const WRONG_KEYS = 10;
const WRONG_KEYS_SECONDS = 60;

/** Finds out who calls, for requests and for sockets. */
export class Gatekeeper {
  readonly #auth: UserAuth;
  readonly #origins: OriginRule;
  readonly #wrongKeys: RecentTimes;

  constructor(auth: UserAuth, origins: OriginRule, now?: () => number) {
    this.#auth = auth;
    this.#origins = origins;
    this.#wrongKeys = new RecentTimes({
      windowMilliseconds: WRONG_KEYS_SECONDS * 1000,
      perName: WRONG_KEYS,
      ...(now === undefined ? {} : { now }),
    });
  }

  /**
   * Rejects with `unauthorized`; with `too_many_requests` after many wrong keys from one address; and with
   * `origin_refused` when it is not certain that a page of ours uses the cookie for a change.
   */
  async identify(caller: Caller): Promise<User> {
    const mayGuess = this.#auth.signedKeys !== true && keyIsShown(caller);
    if (mayGuess && this.#wrongKeys.of(caller.address).length >= WRONG_KEYS) {
      throw new CapstanError('too_many_requests', 'Too many wrong keys', {
        retryAfterSeconds: WRONG_KEYS_SECONDS,
        remedy: 'Wait a minute, then try again with the right key.',
      });
    }
    const user = await this.#auth.authenticate(caller);
    if (user === null) {
      if (mayGuess) this.#wrongKeys.note(caller.address);
      throw new CapstanError('unauthorized', 'Unauthorized');
    }
    if (user.authType === 'cookie') this.#checkCookie(caller);
    return user;
  }

  #checkCookie(caller: Caller): void {
    const origin = caller.header('origin');
    if (origin === undefined) {
      // Browsers name the origin of every change, and mostly say of the rest whether another page asks for it.
      const site = caller.header('sec-fetch-site');
      const byNoPage = site === undefined || site === 'none';
      if (site === 'same-origin' || (byNoPage && isSafe(caller.method))) return;
      throw refusal('an unknown origin');
    }
    if (!this.#origins.mayUseCookie(origin, caller.host)) {
      throw new CapstanError('unauthorized', `Pages of ${origin} have to send the key as a header`);
    }
  }
}

function keyIsShown({ header, queryKey }: Credentials): boolean {
  const shown = [header('x-session-api-key'), bearerToken(header('authorization')), queryKey];
  return shown.some((key) => key !== undefined && key !== '');
}
