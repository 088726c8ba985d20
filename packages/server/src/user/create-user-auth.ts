import type { ServerConfig } from '../config/server-config.ts';
import { SessionKeyAuth } from './session-key-auth.ts';
import type { UserAuth } from './user-auth.ts';

/** Users by OpenID Connect where that is configured, else the one who has the key of the server. */
export async function createUserAuth(
  config: Pick<ServerConfig, 'home' | 'auth' | 'http'>,
): Promise<UserAuth> {
  if (config.auth.oidc === null) return SessionKeyAuth.open(config);
  // Loaded here, since most servers do without.
  const { OidcAuth } = await import('./oidc/oidc-auth.ts');
  return OidcAuth.open({ ...config, oidc: config.auth.oidc });
}
