import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { Api } from '../../http/api.ts';
import { conversationId } from '../../http/conversation-id.ts';
import { FAILURE } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';

const METHODS = ['get', 'post', 'put', 'delete'] as const;

const routeOf = (method: (typeof METHODS)[number]) =>
  createRoute({
    method,
    path: '/api/conversations/{conversation_id}/security/{path}',
    operationId: `${method}Security`,
    summary: 'What the security analyzer of the conversation offers; none offers anything so far',
    tags: ['security'],
    request: { params: z.object({ conversation_id: conversationId, path: z.string().max(200) }) },
    responses: { 400: FAILURE[400], 404: FAILURE[404] },
  });

/** Requests to the security analyzer of a conversation. */
export function securityRoutes(
  api: Api,
  context: { storage: Pick<ServerContext['storage'], 'conversations'> },
): void {
  for (const method of METHODS) {
    api.openapi(routeOf(method), async (request) => {
      await ownedConversation(context, request.req.valid('param').conversation_id, request.get('user'));
      throw new CapstanError(
        'route_not_found',
        'The security analyzer of this conversation has no such route',
        {
          remedy: 'GET /api/options/security-analyzers lists the analyzers; none has routes of its own.',
        },
      );
    });
  }
}
