import type { GitProviderName, ProviderToken, ProviderTokens } from '../settings/secrets.ts';
import type { GitProvider } from './git-provider.ts';

/** Makes providers from tokens. Hosts of public services can be replaced, for tests and for proxies. */
export interface GitProviders {
  /** Undefined for a provider without a service behind it. */
  open(name: GitProviderName, token: ProviderToken): GitProvider | undefined;
  /** One for each token. */
  openAll(tokens: ProviderTokens): GitProvider[];
}
