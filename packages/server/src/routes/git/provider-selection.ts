import { CapstanError } from '@capstan/protocol';
import { gitProviderNameSchema, type GitProviderName } from '@capstan/protocol/api';
import * as z from 'zod';
import type { ApiContext } from '../../http/api.ts';
import type { GitProvider } from '../../git-provider/git-provider.ts';
import type { ServerContext } from '../../server-context.ts';

export type GitContext = Pick<ServerContext, 'secrets' | 'gitProviders' | 'log'>;

export const selectedProvider = gitProviderNameSchema.optional();

/** No provider gives longer pages than these. */
export const MAX_PER_PAGE = 100;

export const pageNumber = z.coerce.number().int().min(1).max(100_000);
export const pageLength = z.coerce.number().int().min(1).max(1_000);

export const repositoryName = z.string().min(1).max(500);

/** Providers that the user has a token for; rejects with `required` when there are none. */
export async function tokenProviders(
  { secrets, gitProviders }: GitContext,
  context: ApiContext,
  required: string,
): Promise<GitProvider[]> {
  const { providerTokens } = await secrets.load(context.get('user').id);
  const providers = gitProviders.openAll(providerTokens);
  if (providers.length === 0) throw new CapstanError('git_provider_authentication', required);
  return providers;
}

/** The one that was selected. Throws `git_provider_authentication` when there is no token for it. */
export function selected(providers: readonly GitProvider[], name: GitProviderName): GitProvider {
  const provider = providers.find((candidate) => candidate.name === name);
  if (provider !== undefined) return provider;
  throw new CapstanError('git_provider_authentication', `There is no token for ${name}.`);
}
