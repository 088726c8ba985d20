import { createRoute } from '@hono/zod-openapi';
import { localModelServersSchema } from '@capstan/protocol/api';
import type { RouteModule } from '../../http/api.ts';
import { json } from '../../http/route-description.ts';
import { findLocalServers } from '../../model/find-local-servers.ts';
import type { ServerContext } from '../../server-context.ts';
import { hasUsers } from '../../user/has-users.ts';

const route = createRoute({
  method: 'get',
  path: '/api/models/local',
  operationId: 'listLocalModels',
  summary: 'Model servers that answer on the machine of this server, with their models',
  description: 'None on a server with several users: what else runs on its machine is not told.',
  tags: ['models'],
  responses: { 200: json(localModelServersSchema, 'Those that answered within 1.5 seconds') },
});

export const localModelsRoute: RouteModule<Pick<ServerContext, 'config'>> = (api, server) => {
  api.openapi(route, async (context) => {
    const { config } = server;
    const servers = hasUsers(config, context.get('user'))
      ? []
      : await findLocalServers(config.machine, context.req.raw.signal);
    return context.json({ servers }, 200);
  });
};
