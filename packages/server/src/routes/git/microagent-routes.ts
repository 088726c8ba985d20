import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { type Microagent, microagentContentSchema, microagentSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import { askProviders } from '../../git-provider/ask-providers.ts';
import type { GitProvider } from '../../git-provider/git-provider.ts';
import {
  CURSOR_RULES,
  isMicroagent,
  microagentFolder,
  microagentName,
  readMicroagent,
} from '../../git-provider/microagent-file.ts';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { type GitContext, repositoryName } from './provider-selection.ts';

const tags = ['git'];
const params = z.object({ repository_name: repositoryName });

const microagents = createRoute({
  method: 'get',
  path: '/api/user/repository/{repository_name}/microagents',
  operationId: 'listRepositoryMicroagents',
  summary: 'Microagents of a repository',
  tags,
  request: { params },
  responses: { 200: json(z.array(microagentSchema), 'Files with knowledge for agents'), 404: FAILURE[404] },
});

const microagentContent = createRoute({
  method: 'get',
  path: '/api/user/repository/{repository_name}/microagents/content',
  operationId: 'getRepositoryMicroagent',
  summary: 'One microagent of a repository',
  tags,
  request: { params, query: z.object({ file_path: z.string().min(1).max(4_096) }) },
  responses: {
    200: json(microagentContentSchema, 'One of these files'),
    404: FAILURE[404],
    415: FAILURE[415],
  },
});

/** Knowledge for agents that a repository holds, read without a clone. */
export const microagentRoutes: RouteModule<GitContext> = (api, server) => {
  const providersOf = async (userId: string | null): Promise<GitProvider[]> =>
    server.gitProviders.openAll((await server.secrets.load(userId)).providerTokens);

  api.openAPIRegistry.registerPath(microagents);
  api.openapi(withSlashes(microagents), async (context) => {
    const { repository_name: repository } = context.req.valid('param');
    const providers = await providersOf(context.get('user').id);
    const asking = { log: server.log, signal: context.req.raw.signal };
    const { answers, failures } = await askProviders(providers, asking, (provider, signal) =>
      listed(provider, repository, signal),
    );
    const found = answers.find((list) => list.length > 0);
    if (found === undefined && failures.length > 0) {
      throw new CapstanError('git_provider_authentication', `Unable to fetch microagents for ${repository}`);
    }
    return context.json(found ?? [], 200);
  });

  api.openAPIRegistry.registerPath(microagentContent);
  api.openapi(withSlashes(microagentContent), async (context) => {
    const { repository_name: repository } = context.req.valid('param');
    const { file_path: path } = context.req.valid('query');
    const providers = await providersOf(context.get('user').id);
    const asking = { log: server.log, signal: context.req.raw.signal };
    const { answers } = await askProviders(providers, asking, async (provider, signal) => {
      const file = await provider.readFile(repository, path, signal);
      return file && { text: file.content, git_provider: provider.name };
    });
    const found = answers.find((answer) => answer !== undefined);
    if (found === undefined) {
      throw new CapstanError('git_provider_authentication', `Unable to fetch ${path} of ${repository}`);
    }
    const { text, git_provider } = found;
    return context.json({ ...readMicroagent(path, text), path, git_provider }, 200);
  });
};

/** The name of a repository has slashes, which a parameter of a documented path has not: this is how it is routed. */
function withSlashes<Route extends { path: string }>(route: Route): Route & { hide: true } {
  return { ...route, path: route.path.replace('{repository_name}', ':repository_name{.+}'), hide: true };
}

async function listed(provider: GitProvider, repository: string, signal: AbortSignal): Promise<Microagent[]> {
  const [rules, files] = await Promise.all([
    provider.readFile(repository, CURSOR_RULES, signal),
    provider.listFiles(repository, microagentFolder(repository), signal),
  ]);
  const paths = [...(rules === undefined ? [] : [CURSOR_RULES]), ...files.filter(isMicroagent)];
  const created_at = new Date().toISOString();
  return paths.map((path) => ({ name: microagentName(path), path, created_at }));
}
