import { createRoute } from '@hono/zod-openapi';
import { AgentRegistry } from '@capstan/agent';
import { webClientConfigSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { Api } from '../../http/api.ts';
import { json } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import { hasUsers } from '../../user/has-users.ts';
import { allowedFolders } from '../../workspace-folder/allowed-folders.ts';
import { ModelList } from './model-list.ts';

/** The model rates its own actions; see the `security_risk` argument of its tools. */
const SECURITY_ANALYZERS = ['llm'];

const names = (description: string) => ({ 200: json(z.array(z.string()), description) });
const option = { method: 'get' as const, tags: ['options'] };

const modelsRoute = createRoute({
  ...option,
  path: '/api/options/models',
  operationId: 'listModels',
  summary: 'Models to choose from',
  responses: names('As `provider/model`, sorted'),
});

const agentsRoute = createRoute({
  ...option,
  path: '/api/options/agents',
  operationId: 'listAgents',
  summary: 'Agents to choose from',
  responses: names('Sorted'),
});

const analyzersRoute = createRoute({
  ...option,
  path: '/api/options/security-analyzers',
  operationId: 'listSecurityAnalyzers',
  summary: 'Who can rate the risk of actions',
  responses: names('Sorted'),
});

const configRoute = createRoute({
  ...option,
  path: '/api/options/config',
  operationId: 'getWebClientConfig',
  summary: 'What a web client has to know before it shows anything',
  responses: { 200: json(webClientConfigSchema, 'What it has to know') },
});

/** What people can choose from. */
export function optionsRoutes(api: Api, context: Pick<ServerContext, 'config'>): void {
  let models: ModelList | undefined;
  api.openapi(modelsRoute, async (request) => {
    models ??= new ModelList(context.config);
    // What else runs on the machine is told to nobody but the one whose machine it is.
    const ofMachine = !hasUsers(context.config, request.get('user'));
    return request.json(await models.names({ ofMachine }), 200);
  });
  api.openapi(agentsRoute, (request) => request.json(new AgentRegistry().names(), 200));
  api.openapi(analyzersRoute, (request) => request.json(SECURITY_ANALYZERS, 200));
  api.openapi(configRoute, (request) =>
    request.json(
      {
        APP_MODE: 'oss' as const,
        GITHUB_CLIENT_ID: '',
        POSTHOG_CLIENT_KEY: '',
        FEATURE_FLAGS: { ENABLE_BILLING: false, HIDE_LLM_SETTINGS: false },
        default_model: context.config.llm.model,
        multi_user: hasUsers(context.config, request.get('user')),
        local_folders: allowedFolders(context.config, request.get('user')) !== null,
        interactive_terminal: context.config.terminal.interactive,
      },
      200,
    ),
  );
}
