import { createRoute } from '@hono/zod-openapi';
import { doneSchema, gitProviderNameSchema, gitProviderTokensSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import {
  checkTokens,
  requestedTokens,
  withTokens,
  withoutTokens,
} from '../../settings/git-provider-tokens.ts';

const tags = ['secrets'];
const done = json(doneSchema, 'Done');

const addGitProviders = createRoute({
  method: 'post',
  path: '/api/add-git-providers',
  operationId: 'addGitProviders',
  summary: 'Stores tokens of git providers',
  tags,
  request: { body: jsonBody(gitProviderTokensSchema) },
  responses: { 200: done, 401: FAILURE[401], 502: FAILURE[502] },
});

const unsetProviderTokens = createRoute({
  method: 'post',
  path: '/api/unset-provider-tokens',
  operationId: 'unsetProviderTokens',
  summary: 'Forgets all tokens of git providers, or those of one',
  tags,
  request: { query: z.object({ provider: gitProviderNameSchema.optional() }) },
  responses: { 200: done },
});

/** Tokens of git providers. They go in and never come out. */
export const gitProviderTokenRoutes: RouteModule<Pick<ServerContext, 'secrets' | 'gitProviders'>> = (
  api,
  server,
) => {
  api.openapi(addGitProviders, async (context) => {
    const { id } = context.get('user');
    const { providerTokens } = await server.secrets.load(id);
    const tokens = requestedTokens(providerTokens, context.req.valid('json').provider_tokens);
    await checkTokens(tokens, server.gitProviders, context.req.raw.signal);
    await server.secrets.update(id, (secrets) => withTokens(secrets, tokens));
    return context.json({ message: 'Git providers stored' }, 200);
  });

  api.openapi(unsetProviderTokens, async (context) => {
    const { provider } = context.req.valid('query');
    await server.secrets.update(context.get('user').id, (secrets) => withoutTokens(secrets, provider));
    return context.json({ message: 'Unset Git provider tokens' }, 200);
  });
};
