import { createRoute } from '@hono/zod-openapi';
import { conversationResponseSchema, experimentSchema, startSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';

const path = '/api/conversations/{conversation_id}';
const tags = ['conversations'];
const answered = json(conversationResponseSchema, 'How it stands');

const start = createRoute({
  method: 'post',
  path: `${path}/start`,
  operationId: 'startConversation',
  summary: 'Start the agent of a conversation, unless it runs',
  tags,
  request: { params: conversationIdParam, body: jsonBody(startSchema) },
  responses: { 200: answered, 400: FAILURE[400], 404: FAILURE[404], 409: FAILURE[409] },
});

const stop = createRoute({
  method: 'post',
  path: `${path}/stop`,
  operationId: 'stopConversation',
  summary: 'Stop the agent of a conversation and end its sandbox',
  tags,
  request: { params: conversationIdParam },
  responses: { 200: answered, 400: FAILURE[400], 404: FAILURE[404] },
});

const experiment = createRoute({
  method: 'post',
  path: `${path}/exp-config`,
  operationId: 'setExperiment',
  summary: 'Keep the variables of an experiment; only the first ones count',
  tags,
  request: { params: conversationIdParam, body: jsonBody(experimentSchema) },
  responses: { 200: json(z.boolean(), 'Always false'), 400: FAILURE[400], 404: FAILURE[404] },
});

export const loopRoutes: RouteModule = (api, server) => {
  api.openapi(start, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { userId } = await ownedConversation(server, conversationId, context.get('user'));
    const { status } = await server.manager.maybeStartAgentLoop(conversationId, { userId });
    return context.json(answer(conversationId, null, status), 200);
  });

  api.openapi(stop, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { status } = await ownedConversation(server, conversationId, context.get('user'));
    const [loop] = await server.manager.getAgentLoopInfo({ conversationIds: [conversationId] });
    if (loop === undefined) {
      return context.json(answer(conversationId, 'Conversation was not running', status), 200);
    }
    await server.manager.closeSession(conversationId);
    // As it was before: clients of OpenHands are told so.
    return context.json(answer(conversationId, 'Conversation stopped successfully', loop.status), 200);
  });

  api.openapi(experiment, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { config } = context.req.valid('json');
    await ownedConversation(server, conversationId, context.get('user'));
    const kept = await server.documents.load(conversationId);
    if (kept.experiment === null && config) {
      await server.documents.save(conversationId, { ...kept, experiment: config });
    }
    return context.json(false, 200);
  });
};

function answer<Status extends string>(conversationId: string, message: string | null, status: Status) {
  return {
    status: 'ok' as const,
    conversation_id: conversationId,
    message,
    conversation_status: status,
  };
}
