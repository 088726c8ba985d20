import { createGitProviders } from '../../src/git-provider/create-git-providers.ts';
import type { GitProvider } from '../../src/git-provider/git-provider.ts';
import type { GitHost } from './git-host.ts';

/** The provider of a host, with the token that it accepts or another one. */
export function providerAt(
  { definition, host }: GitHost,
  options: { token?: string; timeoutMilliseconds?: number } = {},
): GitProvider {
  const { token = definition.token, ...others } = options;
  const provider = createGitProviders(others).open(definition.provider, { token, host, userId: null });
  if (provider === undefined) throw new Error(`no provider ${definition.provider}`);
  return provider;
}
