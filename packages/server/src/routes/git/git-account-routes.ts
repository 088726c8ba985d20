import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { gitProviderNameSchema, gitUserSchema, suggestedTaskSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import { askProviders, mergedAnswers } from '../../git-provider/ask-providers.ts';
import type { RouteModule } from '../../http/api.ts';
import { ApiFailure } from '../../http/api-failure.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { type GitContext, selected, tokenProviders } from './provider-selection.ts';

const tags = ['git'];

const installations = createRoute({
  method: 'get',
  path: '/api/user/installations',
  operationId: 'listInstallations',
  summary: 'Accounts and organisations that gave access',
  tags,
  request: { query: z.object({ provider: gitProviderNameSchema }) },
  responses: {
    200: json(
      z.array(z.string()),
      'Ids of GitHub Apps, workspaces of Bitbucket, or projects of Azure DevOps',
    ),
    400: FAILURE[400],
    502: FAILURE[502],
  },
});

const info = createRoute({
  method: 'get',
  path: '/api/user/info',
  operationId: 'getGitUser',
  summary: 'Who the tokens of the git providers belong to',
  tags,
  responses: {
    200: json(gitUserSchema, 'Who the user is at the first provider that knows them'),
    502: FAILURE[502],
  },
});

const suggestedTasks = createRoute({
  method: 'get',
  path: '/api/user/suggested-tasks',
  operationId: 'listSuggestedTasks',
  summary: 'Pull requests and issues that could be worked on',
  tags,
  responses: {
    200: json(z.array(suggestedTaskSchema), 'What an agent could do next for the user'),
    502: FAILURE[502],
  },
});

/** Who somebody is at the git providers, and what waits for them there. */
export const gitAccountRoutes: RouteModule<GitContext> = (api, server) => {
  api.openapi(installations, async (context) => {
    const { provider: name } = context.req.valid('query');
    const providers = await tokenProviders(server, context, 'Git provider token required. (such as GitHub).');
    const provider = selected(providers, name);
    if (provider.installations === undefined) {
      throw new ApiFailure('request_invalid', `Provider ${name} doesn't support installations`, {
        status: 400,
      });
    }
    return context.json(await provider.installations(context.req.raw.signal), 200);
  });

  api.openapi(info, async (context) => {
    const providers = await tokenProviders(server, context, 'Git provider token required. (such as GitHub).');
    const asking = { log: server.log, signal: context.req.raw.signal };
    const { answers, failures } = await askProviders(providers, asking, (provider, signal) =>
      provider.user(signal),
    );
    const [user] = answers;
    if (user !== undefined) return context.json(user, 200);
    const failure = failures.find(({ code }) => code !== 'git_provider_authentication');
    throw failure ?? new CapstanError('git_provider_authentication', 'Need valid provider token');
  });

  api.openapi(suggestedTasks, async (context) => {
    const providers = await tokenProviders(server, context, 'No providers set.');
    const asking = { log: server.log, signal: context.req.raw.signal };
    const tasks = await mergedAnswers(providers, asking, (provider, signal) =>
      provider.suggestedTasks(signal),
    );
    return context.json(tasks, 200);
  });
};
