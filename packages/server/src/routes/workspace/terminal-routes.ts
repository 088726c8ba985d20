import { createRoute } from '@hono/zod-openapi';
import { MAX_OPEN_SHELLS } from '@capstan/protocol';
import { terminalStateSchema } from '@capstan/protocol/api';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';

const state = createRoute({
  method: 'get',
  path: '/api/conversations/{conversation_id}/terminal',
  operationId: 'getTerminalState',
  summary: 'Whether a shell can be opened beside the agent',
  description:
    'The same path takes a WebSocket with `columns` and `rows` in its query: binary frames are what is typed and ' +
    'written, text frames are JSON such as `{"type":"resize","columns":80,"rows":24}` and `{"type":"exit","code":0}`.',
  tags: ['workspace'],
  request: { params: conversationIdParam },
  responses: {
    200: json(terminalStateSchema, 'What is permitted and possible'),
    400: FAILURE[400],
    404: FAILURE[404],
  },
});

/** What is beside the WebSocket of `realtime/terminal`. */
export const terminalRoutes: RouteModule = (api, server) => {
  api.openapi(state, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    await ownedConversation(server, conversationId, context.get('user'));
    const running = await server.manager.isAgentLoopRunning(conversationId);
    const { interactive } = server.config.terminal;
    return context.json({ interactive, running, limit: MAX_OPEN_SHELLS }, 200);
  });
};
