import type { GitProviderName, ProviderToken, ProviderTokens } from '../settings/secrets.ts';
import type { GitProvider } from './git-provider.ts';

/** Makes providers from tokens. Hosts of public services can be replaced, for tests and for proxies. */
export interface GitProviders {
  /**
   * Undefined for a provider without a service behind it. With an empty token it gives addresses to clone public
   * repositories from, and every call fails with `git_provider_authentication`.
   */
  open(name: GitProviderName, token: ProviderToken): GitProvider | undefined;
  /** One for each token that is not empty. */
  openAll(tokens: ProviderTokens): GitProvider[];
}
