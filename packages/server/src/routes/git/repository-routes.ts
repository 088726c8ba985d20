import { createRoute } from '@hono/zod-openapi';
import { type Repository, repositorySchema } from '@capstan/protocol/api';
import * as z from 'zod';
import { allRepositories } from '../../git-provider/all-repositories.ts';
import { mergedAnswers } from '../../git-provider/ask-providers.ts';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import {
  type GitContext,
  MAX_PER_PAGE,
  pageLength,
  pageNumber,
  selected,
  selectedProvider,
  tokenProviders,
} from './provider-selection.ts';

const tags = ['git'];

const repositories = createRoute({
  method: 'get',
  path: '/api/user/repositories',
  operationId: 'listRepositories',
  summary: 'Repositories that the tokens reach',
  tags,
  request: {
    query: z.object({
      sort: z.string().default('pushed'),
      selected_provider: selectedProvider,
      /** With neither of the two and no provider selected, everything is given, up to 1,000 of each provider. */
      page: pageNumber.optional(),
      per_page: pageLength.optional(),
      installation_id: z.string().optional(),
    }),
  },
  responses: {
    200: json(
      z.array(repositorySchema),
      'Repositories; the link header of the first one tells of a next page',
    ),
    502: FAILURE[502],
  },
});

const searchRepositories = createRoute({
  method: 'get',
  path: '/api/user/search/repositories',
  operationId: 'searchRepositories',
  summary: 'Repositories by name',
  tags,
  request: {
    query: z.object({
      query: z.string().max(1_000),
      per_page: pageLength.default(5),
      sort: z.string().default('stars'),
      order: z.enum(['asc', 'desc']).default('desc'),
      selected_provider: selectedProvider,
    }),
  },
  responses: { 200: json(z.array(repositorySchema), 'Repositories with this name'), 502: FAILURE[502] },
});

/** Repositories of the user at the git providers. */
export const repositoryRoutes: RouteModule<GitContext> = (api, server) => {
  api.openapi(repositories, async (context) => {
    const { sort, selected_provider, page, per_page, installation_id } = context.req.valid('query');
    const providers = await tokenProviders(server, context, 'Git provider token required. (such as GitHub).');
    const everything = selected_provider === undefined && page === undefined && per_page === undefined;
    const asked = selected_provider === undefined ? providers : [selected(providers, selected_provider)];
    const query = { sort, ...(installation_id !== undefined && { installationId: installation_id }) };
    const perPage = Math.min(per_page ?? 30, MAX_PER_PAGE);
    const asking = { log: server.log, signal: context.req.raw.signal };
    const found = await mergedAnswers(asked, asking, (provider, signal) =>
      everything
        ? allRepositories(provider, query, signal)
        : provider.repositories({ ...query, page: page ?? 1, perPage }, signal),
    );
    return context.json(found, 200);
  });

  api.openapi(searchRepositories, async (context) => {
    const { query, per_page, sort, order, selected_provider } = context.req.valid('query');
    const providers = await tokenProviders(server, context, 'Git provider token required.');
    const asked = selected_provider === undefined ? providers : [selected(providers, selected_provider)];
    const search = { text: query.trim(), perPage: Math.min(per_page, MAX_PER_PAGE), sort, order };
    const asking = { log: server.log, signal: context.req.raw.signal };
    const found = await mergedAnswers(asked, asking, (provider, signal) =>
      provider.searchRepositories(search, signal),
    );
    return context.json(withoutRepeats(found), 200);
  });
};

/** A provider may find a repository by its owner and by its name. */
function withoutRepeats(found: readonly Repository[]): Repository[] {
  return [...new Map(found.map((each) => [`${each.git_provider} ${each.full_name}`, each])).values()];
}
