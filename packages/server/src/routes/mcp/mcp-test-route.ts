import { createRoute } from '@hono/zod-openapi';
import { mcpTestResultSchema, mcpTestSchema } from '@capstan/protocol/api';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { UserLimit } from '../../http/user-limit.ts';
import { UserPlaces } from '../../http/user-places.ts';
import { tryMcpServer } from '../../mcp-trial/try-mcp-server.ts';
import type { ServerContext } from '../../server-context.ts';

const TESTS_PER_MINUTE = 12;
/** Each is a sandbox beside those of the conversations of its user. */
const COMMANDS_AT_ONCE = 2;

const route = createRoute({
  method: 'post',
  path: '/api/mcp/test',
  operationId: 'testMcpServer',
  summary: 'Ask an MCP server what it offers',
  description:
    'Takes 15 seconds at most. A stdio server is started in a sandbox of its own, which is removed afterwards. Nothing is stored.',
  tags: ['mcp'],
  request: { body: jsonBody(mcpTestSchema) },
  responses: {
    200: json(mcpTestResultSchema, 'What it offers, or what is wrong where it did not answer'),
    429: FAILURE[429],
  },
});

export const mcpTestRoute: RouteModule<Pick<ServerContext, 'config' | 'settings'>> = (api, server) => {
  const limit = new UserLimit({ perMinute: TESTS_PER_MINUTE });
  const places = new UserPlaces({ most: COMMANDS_AT_ONCE });
  api.openapi(route, async (context) => {
    const user = context.get('user');
    const asked = context.req.valid('json');
    limit.take(user);
    using _place = asked.kind === 'stdio' ? places.take(user) : undefined;
    const result = await tryMcpServer({
      config: server.config,
      userId: user.id,
      stored: await server.settings.load(user.id),
      asked,
      signal: context.req.raw.signal,
    });
    return context.json(result, 200);
  });
};
