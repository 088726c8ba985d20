import { createHash, timingSafeEqual } from 'node:crypto';
import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { ServerConfig } from '../config/server-config.ts';
import { bearerToken } from './bearer.ts';
import type { BrowserLogin, LoginStep, LoginVisit } from './browser-login.ts';
import { LoginLinks } from './login-links.ts';
import { SealedCookie } from './sealed-cookie.ts';
import { loadSessionKey } from './session-key.ts';
import type { AuthType, Credentials, User, UserAuth } from './user-auth.ts';

const LOGIN_DAYS = 30;

/**
 * One user, known by the key of the server: as a header, in the handshake of a socket, or in exchange for a one-time link
 * as a cookie. The cookie is no copy of the key; it holds over restarts, until the key changes.
 */
export class SessionKeyAuth implements UserAuth, BrowserLogin {
  readonly login: BrowserLogin = this;
  /** For people's own programs; never to be logged. */
  readonly key: string;
  readonly #links = new LoginLinks();
  readonly #cookie: SealedCookie<true>;

  private constructor(key: string, secure: boolean) {
    this.key = key;
    this.#cookie = new SealedCookie({
      name: 'capstan-login',
      schema: z.literal(true),
      secret: key,
      lifetimeSeconds: LOGIN_DAYS * 24 * 3_600,
      secure,
    });
  }

  /** With the key of the configuration, else the one in the home folder. */
  static async open({
    home,
    auth,
    http,
  }: Pick<ServerConfig, 'home'> & {
    auth: Pick<ServerConfig['auth'], 'sessionApiKey'>;
    http: Pick<ServerConfig['http'], 'publicUrl'>;
  }): Promise<SessionKeyAuth> {
    const key = auth.sessionApiKey ?? (await loadSessionKey(home));
    return new SessionKeyAuth(key, http.publicUrl?.startsWith('https:') ?? false);
  }

  /** Path and query of a link that lets one browser in, once, within ten minutes. */
  createLoginLink(): string {
    return this.#links.create();
  }

  async authenticate({ header, queryKey }: Credentials): Promise<User | null> {
    const key = header('x-session-api-key');
    if (key !== undefined && key !== '') return this.#userOf(key, 'key');
    const bearer = bearerToken(header('authorization'));
    if (bearer !== undefined) return this.#userOf(bearer, 'bearer');
    if (queryKey !== undefined && queryKey !== '') return this.#userOf(queryKey, 'key');
    return this.#isLoggedIn(header('cookie')) ? user('cookie') : null;
  }

  async begin({ url, header }: LoginVisit): Promise<LoginStep> {
    const token = url.searchParams.get('token') ?? '';
    if (this.#links.use(token)) return { location: '/', cookies: [this.#cookie.give(true)] };
    if (this.#isLoggedIn(header('cookie'))) return { location: '/', cookies: [] };
    if (token === '') {
      throw new CapstanError('login_failed', 'This server lets in browsers that come by its link', {
        remedy: 'Open the link that `capstan serve` printed. Restart it for another one; nothing is lost.',
      });
    }
    throw new CapstanError('login_failed', 'This link was used already, or is too old', {
      remedy: 'Restart `capstan serve`, which prints another one; nothing is lost.',
    });
  }

  async finish(): Promise<LoginStep> {
    throw new CapstanError('login_failed', 'This server has no identity provider');
  }

  logout(): readonly string[] {
    return [this.#cookie.take()];
  }

  #userOf(key: string, authType: AuthType): User | null {
    return timingSafeEqual(digest(key), digest(this.key)) ? user(authType) : null;
  }

  #isLoggedIn(cookie: string | undefined): boolean {
    return this.#cookie.read(cookie) === true;
  }
}

const user = (authType: AuthType): User => ({ id: null, email: null, authType });

/** Of one length whatever the key, so that comparing takes the same time. */
const digest = (key: string): Buffer => createHash('sha256').update(key).digest();
