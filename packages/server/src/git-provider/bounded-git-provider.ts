import { CapstanError } from '@capstan/protocol';
import type { ProviderToken } from '../settings/secrets.ts';
import { cloneUrl } from './clone-url.ts';
import type { ProviderAccount, ServedProvider } from './connection/provider-account.ts';
import { webAddress } from './connection/web-address.ts';
import type { GitProvider } from './git-provider.ts';
import { PROVIDER_TITLES } from './provider-title.ts';
import type { OpenAdapter, ProviderAdapter } from './provider-adapter.ts';
import { repositoryOfUrl } from './repository-url.ts';

export interface BoundedGitProviderOptions {
  name: ServedProvider;
  token: ProviderToken;
  /** Stands in for the public service. */
  publicHost: string | undefined;
  /** Whether services of this machine are none. */
  httpsOnly: boolean;
  /** Hosts that are trusted without https. */
  plainHttpHosts: readonly string[];
  timeoutMilliseconds: number;
  /** Loads what speaks the provider's API; called when it is first needed. */
  load: () => Promise<OpenAdapter>;
  hasInstallations: boolean;
}

/** Bounds every call in time and loads the provider's API at the first one: nothing of it is needed at the start. */
export function createBoundedGitProvider(options: BoundedGitProviderOptions): GitProvider {
  const { name, token } = options;

  const account = (): ProviderAccount => ({
    name,
    token: token.token,
    web: webAddress(name, token.host, options.publicHost, options),
  });

  async function call<Value>(
    signal: AbortSignal | undefined,
    work: (adapter: ProviderAdapter) => Promise<Value>,
  ): Promise<Value> {
    const deadline = AbortSignal.timeout(options.timeoutMilliseconds);
    const bounded = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    if (token.token === '') {
      throw new CapstanError(
        'git_provider_authentication',
        `There is no token for ${PROVIDER_TITLES[name]}.`,
      );
    }
    const open = await options.load();
    if (signal?.aborted === true) {
      throw new CapstanError('cancelled', 'cancelled before a git provider was asked', {
        cause: signal.reason,
      });
    }
    return await work(open(account(), bounded));
  }

  return {
    name,
    user: (signal) => call(signal, (adapter) => adapter.user()),
    ...(options.hasInstallations && {
      installations: (signal) => call(signal, async (adapter) => (await adapter.installations?.()) ?? []),
    }),
    repositories: (query, signal) => call(signal, (adapter) => adapter.repositories(query)),
    searchRepositories: (query, signal) =>
      call(signal, async (adapter) => {
        const named = repositoryOfUrl(query.text, account());
        if (named === undefined) return await adapter.searchRepositories(query);
        const found = named === '' ? undefined : await adapter.repository(named);
        return found === undefined ? [] : [found];
      }),
    repository: (fullName, signal) => call(signal, (adapter) => adapter.repository(fullName)),
    branches: (fullName, page, signal) => call(signal, (adapter) => adapter.branches(fullName, page)),
    searchBranches: (fullName, query, signal) =>
      call(signal, (adapter) => adapter.searchBranches(fullName, query)),
    suggestedTasks: (signal) => call(signal, (adapter) => adapter.suggestedTasks()),
    listFiles: (fullName, folder, signal) => call(signal, (adapter) => adapter.listFiles(fullName, folder)),
    readFile: (fullName, path, signal) => call(signal, (adapter) => adapter.readFile(fullName, path)),
    createPullRequest: (draft, signal) => call(signal, (adapter) => adapter.createPullRequest(draft)),
    isPullRequestOpen: (fullName, number, signal) =>
      call(signal, (adapter) => adapter.isPullRequestOpen(fullName, number)),
    cloneUrl: (fullName) => cloneUrl(account(), fullName),
  };
}
