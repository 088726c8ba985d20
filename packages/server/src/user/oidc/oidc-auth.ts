import { CapstanError } from '@capstan/protocol';
import * as client from 'openid-client';
import * as z from 'zod';
import type { OidcConfig, ServerConfig } from '../../config/server-config.ts';
import { bearerToken } from '../bearer.ts';
import type { BrowserLogin, LoginStep, LoginVisit } from '../browser-login.ts';
import { SealedCookie } from '../sealed-cookie.ts';
import { loadSessionKey } from '../session-key.ts';
import type { Credentials, User, UserAuth } from '../user-auth.ts';
import { claimedUser, type ClaimedUser, claimedUserSchema } from './claimed-user.ts';
import { IdentityProvider, providerUnavailable } from './identity-provider.ts';
import { verifyBearer } from './verify-bearer.ts';

const LOGIN_HOURS = 12;
const VISIT_MINUTES = 10;

/** What has to be the same when the provider sends the browser back. */
const visitSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
type Visit = z.output<typeof visitSchema>;

export interface OidcAuthOptions {
  home: string;
  http: Pick<ServerConfig['http'], 'publicUrl'>;
  oidc: OidcConfig;
}

/**
 * Users of an OpenID Connect provider: programs show its tokens, browsers log in by the code flow and are known by a
 * cookie of ours for half a day.
 */
export class OidcAuth implements UserAuth, BrowserLogin {
  readonly login: BrowserLogin = this;
  readonly signedKeys = true;
  readonly #config: OidcConfig;
  readonly #publicUrl: string | null;
  readonly #provider: IdentityProvider;
  readonly #login: SealedCookie<ClaimedUser>;
  readonly #visit: SealedCookie<Visit>;

  private constructor({ http, oidc }: OidcAuthOptions, secret: string) {
    this.#config = oidc;
    this.#publicUrl = http.publicUrl;
    this.#provider = new IdentityProvider(oidc);
    const secure = http.publicUrl?.startsWith('https:') ?? false;
    this.#login = new SealedCookie({
      name: 'capstan-login',
      schema: claimedUserSchema,
      secret,
      lifetimeSeconds: LOGIN_HOURS * 3_600,
      secure,
    });
    this.#visit = new SealedCookie({
      name: 'capstan-visit',
      schema: visitSchema,
      secret,
      lifetimeSeconds: VISIT_MINUTES * 60,
      secure,
    });
  }

  /** Does not ask the provider yet. */
  static async open(options: OidcAuthOptions): Promise<OidcAuth> {
    return new OidcAuth(options, await loadSessionKey(options.home));
  }

  async authenticate({ header, queryKey }: Credentials): Promise<User | null> {
    const token = bearerToken(header('authorization')) ?? header('x-session-api-key') ?? queryKey ?? '';
    if (token !== '') {
      const user = await verifyBearer(token, await this.#provider.known(), this.#config);
      return user === undefined ? null : { ...user, authType: 'bearer' };
    }
    const user = this.#login.read(header('cookie'));
    return user === undefined ? null : { ...user, authType: 'cookie' };
  }

  async begin({ url }: LoginVisit): Promise<LoginStep> {
    const { configuration } = await this.#provider.known();
    const visit: Visit = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const location = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback(url).href,
      scope: 'openid email profile',
      state: visit.state,
      nonce: visit.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(visit.verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, cookies: [this.#visit.give(visit)] };
  }

  async finish({ url, header }: LoginVisit): Promise<LoginStep> {
    const visit = this.#visit.read(header('cookie'));
    if (visit === undefined)
      throw new CapstanError('login_failed', 'The login took too long, or began elsewhere');
    const user = claimedUser(await this.#claims(url, visit), this.#config.userClaim);
    if (user === undefined) {
      throw new CapstanError('login_failed', `The identity provider gave no claim ${this.#config.userClaim}`);
    }
    return { location: '/', cookies: [this.#login.give(user), this.#visit.take()] };
  }

  logout(): readonly string[] {
    return [this.#login.take(), this.#visit.take()];
  }

  /** The claims of the id token that the code of the callback is exchanged for. */
  async #claims(url: URL, visit: Visit): Promise<Readonly<Record<string, unknown>>> {
    const { configuration } = await this.#provider.known();
    const callback = this.#callback(url);
    callback.search = url.search;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: visit.verifier,
        expectedState: visit.state,
        expectedNonce: visit.nonce,
        idTokenExpected: true,
      });
      return tokens.claims() ?? {};
    } catch (error) {
      throw loginFailure(error, this.#config.issuer);
    }
  }

  #callback(url: URL): URL {
    return new URL('/login/callback', this.#publicUrl ?? url.origin);
  }
}

/** What says that the provider is in trouble, not that the login is wrong. */
const TROUBLE: ReadonlySet<string | undefined> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** Either the provider said no, or what it said does not fit, or it said nothing. */
function loginFailure(error: unknown, issuer: string): CapstanError {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) {
    const said = error.error_description ?? error.error;
    return new CapstanError('login_failed', `The identity provider refused the login: ${said}`, {
      cause: error,
    });
  }
  if (error instanceof client.ClientError && !TROUBLE.has(error.code)) {
    return new CapstanError('login_failed', `The login cannot be trusted: ${error.message}`, {
      cause: error,
    });
  }
  return providerUnavailable(issuer, error);
}
