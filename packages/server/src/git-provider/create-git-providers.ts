import type { GitProviderName } from '@capstan/protocol/api';
import type { ProviderToken } from '../settings/secrets.ts';
import { createBoundedGitProvider } from './bounded-git-provider.ts';
import type { ServedProvider } from './connection/provider-account.ts';
import type { GitProvider } from './git-provider.ts';
import type { GitProviders } from './git-providers.ts';
import type { OpenAdapter } from './provider-adapter.ts';

export interface GitProvidersOptions {
  /** Hosts to ask in place of the public services. */
  publicHosts?: Partial<Record<GitProviderName, string>>;
  /** Refuses services of this machine: on a server with users, who name hosts as they like, these are the operator's. */
  httpsOnly?: boolean;
  /** Hosts, such as one of the own network, that are trusted without https. */
  plainHttpHosts?: readonly string[];
  /** Bound of every call; default 15,000. */
  timeoutMilliseconds?: number;
}

interface Service {
  load: () => Promise<OpenAdapter>;
  hasInstallations: boolean;
}

const SERVICES: Readonly<Record<ServedProvider, Service>> = {
  github: {
    load: async () => (await import('./github/github-adapter.ts')).openGitHub,
    hasInstallations: true,
  },
  gitlab: {
    load: async () => (await import('./gitlab/gitlab-adapter.ts')).openGitLab,
    hasInstallations: false,
  },
  bitbucket: {
    load: async () => (await import('./bitbucket/bitbucket-adapter.ts')).openBitbucket,
    hasInstallations: true,
  },
  azure_devops: {
    load: async () => (await import('./azure-devops/azure-devops-adapter.ts')).openAzureDevOps,
    hasInstallations: true,
  },
  forgejo: {
    load: async () => (await import('./forgejo/forgejo-adapter.ts')).openForgejo,
    hasInstallations: false,
  },
};

/** Makes providers; none of their code is loaded before the first call. */
export function createGitProviders(options: GitProvidersOptions = {}): GitProviders {
  const { publicHosts = {}, httpsOnly = false, plainHttpHosts = [], timeoutMilliseconds = 15_000 } = options;

  function open(name: GitProviderName, token: ProviderToken): GitProvider | undefined {
    if (name === 'enterprise_sso') return undefined;
    return createBoundedGitProvider({
      name,
      token,
      publicHost: publicHosts[name],
      httpsOnly,
      plainHttpHosts,
      timeoutMilliseconds,
      ...SERVICES[name],
    });
  }

  return {
    open,
    openAll: (tokens) =>
      PROVIDER_ORDER.flatMap((name) => {
        const token = tokens[name];
        return token === undefined || token.token === '' ? [] : (open(name, token) ?? []);
      }),
  };
}

/** The order in which their answers are put together. */
const PROVIDER_ORDER: readonly ServedProvider[] = [
  'github',
  'gitlab',
  'bitbucket',
  'azure_devops',
  'forgejo',
];
