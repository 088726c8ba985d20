import { createRoute } from '@hono/zod-openapi';
import { serverInfoSchema } from '@capstan/protocol/api';
import type { Api } from '../../http/api.ts';
import { json } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import { ProcessResources } from './process-resources.ts';

const PATH = '/server_info';
const UNCOUNTED: ReadonlySet<string> = new Set([PATH, '/alive', '/health', '/ready']);

const infoRoute = createRoute({
  method: 'get',
  path: PATH,
  operationId: 'serverInfo',
  summary: 'How long the server runs, since when nobody asked it anything, and what it takes of the machine',
  tags: ['server'],
  responses: { 200: json(serverInfoSchema, 'How it is doing') },
});

/** Has to come before the routes whose requests count. */
export function serverInfoRoute(api: Api, context: Pick<ServerContext, 'config'>): void {
  let lastRequest = performance.now();
  let resources: ProcessResources | undefined;
  api.use(async (request, next) => {
    if (!UNCOUNTED.has(request.req.path)) lastRequest = performance.now();
    await next();
  });
  api.openapi(infoRoute, async (request) => {
    resources ??= new ProcessResources(context.config.home);
    const info = {
      uptime: process.uptime(),
      idle_time: (performance.now() - lastRequest) / 1000,
      resources: await resources.look(),
    };
    return request.json(info, 200);
  });
}
