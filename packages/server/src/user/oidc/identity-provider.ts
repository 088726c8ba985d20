import { CapstanError } from '@capstan/protocol';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { OidcConfig } from '../../config/server-config.ts';
import { isLoopbackName } from '../../http/host-rule.ts';

const TIMEOUT_SECONDS = 5;
/** How long a provider that did not answer is left alone, so that not every request waits for it. */
const PAUSE_MILLISECONDS = 5_000;

export interface KnownProvider {
  configuration: client.Configuration;
  /** Finds the key that signed a token. */
  keys: JWTVerifyGetKey;
}

/** What the identity provider publishes of itself: asked for when first needed, then kept. */
export class IdentityProvider {
  readonly #config: OidcConfig;
  readonly #now: () => number;
  #known: Promise<KnownProvider> | undefined;
  #failed: { at: number; error: CapstanError } | undefined;

  constructor(config: OidcConfig, now: () => number = () => performance.now()) {
    this.#config = config;
    this.#now = now;
  }

  /** Rejects with `identity_provider_unavailable`. */
  async known(): Promise<KnownProvider> {
    const failed = this.#failed;
    if (failed !== undefined && this.#now() - failed.at < PAUSE_MILLISECONDS) throw failed.error;
    this.#known ??= this.#discover();
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      const unavailable = providerUnavailable(this.#config.issuer, error);
      this.#failed = { at: this.#now(), error: unavailable };
      throw unavailable;
    }
  }

  async #discover(): Promise<KnownProvider> {
    const { issuer, clientId, clientSecret } = this.#config;
    const url = new URL(issuer);
    const configuration = await client.discovery(
      url,
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: TIMEOUT_SECONDS,
        // Without TLS only on this machine, for trying it out.
        execute: isLoopbackName(url.hostname) ? [client.allowInsecureRequests] : [],
      },
    );
    const { jwks_uri: jwksUri } = configuration.serverMetadata();
    if (jwksUri === undefined) throw new Error('it does not say where its keys are');
    const keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: TIMEOUT_SECONDS * 1000 });
    return { configuration, keys };
  }
}

export function providerUnavailable(issuer: string, cause: unknown): CapstanError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CapstanError(
    'identity_provider_unavailable',
    `${issuer} does not answer as it should: ${reason}`,
    {
      cause,
      retryAfterSeconds: PAUSE_MILLISECONDS / 1000,
    },
  );
}
