import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { type Branch, branchPageSchema, branchSchema, type GitProviderName } from '@capstan/protocol/api';
import * as z from 'zod';
import { type Asking, askProviders } from '../../git-provider/ask-providers.ts';
import type { BranchSearch, GitProvider } from '../../git-provider/git-provider.ts';
import { verifyRepository } from '../../git-provider/verify-repository.ts';
import type { RouteModule } from '../../http/api.ts';
import { json } from '../../http/route-description.ts';
import {
  type GitContext,
  MAX_PER_PAGE,
  pageLength,
  pageNumber,
  repositoryName,
  selected,
  selectedProvider,
  tokenProviders,
} from './provider-selection.ts';

const tags = ['git'];

const repositoryBranches = createRoute({
  method: 'get',
  path: '/api/user/repository/branches',
  operationId: 'listBranches',
  summary: 'Branches of a repository',
  tags,
  request: {
    query: z.object({
      repository: repositoryName,
      page: pageNumber.default(1),
      per_page: pageLength.default(30),
    }),
  },
  responses: { 200: json(branchPageSchema, 'Branches; none when no provider can see the repository') },
});

const searchBranches = createRoute({
  method: 'get',
  path: '/api/user/search/branches',
  operationId: 'searchBranches',
  summary: 'Branches of a repository by the beginning of their name',
  tags,
  request: {
    query: z.object({
      repository: repositoryName,
      query: z.string().max(500),
      per_page: pageLength.default(30),
      selected_provider: selectedProvider,
    }),
  },
  responses: { 200: json(z.array(branchSchema), 'Branches; none when no provider can see the repository') },
});

/** Branches of a repository, without a clone. */
export const branchRoutes: RouteModule<GitContext> = (api, server) => {
  api.openapi(repositoryBranches, async (context) => {
    const { repository, page, per_page } = context.req.valid('query');
    const providers = await tokenProviders(server, context, 'Git provider token required. (such as GitHub).');
    const wanted = { page, perPage: Math.min(per_page, MAX_PER_PAGE) };
    const asking = { log: server.log, signal: context.req.raw.signal };
    const { answers } = await askProviders(providers, asking, (provider, signal) =>
      provider.branches(repository, wanted, signal),
    );
    const none = {
      branches: [],
      has_next_page: false,
      current_page: page,
      per_page: wanted.perPage,
      total_count: 0,
    };
    return context.json(answers[0] ?? none, 200);
  });

  api.openapi(searchBranches, async (context) => {
    const { repository, query, per_page, selected_provider } = context.req.valid('query');
    const providers = await tokenProviders(server, context, 'Git provider token required.');
    if (selected_provider !== undefined) selected(providers, selected_provider);
    const search = { text: query, perPage: Math.min(per_page, MAX_PER_PAGE) };
    const asking = { log: server.log, signal: context.req.raw.signal };
    return context.json(await found(providers, selected_provider, repository, search, asking), 200);
  });
};

/** Clients ask at every letter that is typed: a provider that fails finds nothing. */
async function found(
  providers: readonly GitProvider[],
  name: GitProviderName | undefined,
  repository: string,
  search: BranchSearch,
  { log, signal }: Asking,
): Promise<Branch[]> {
  try {
    const chosen = name ?? (await verifyRepository(providers, repository, undefined, signal));
    return await selected(providers, chosen).searchBranches(repository, search, signal);
  } catch (error) {
    if (!CapstanError.is(error) || error.code === 'cancelled') throw error;
    log.warn({ repository, code: error.code }, error.message);
    return [];
  }
}
