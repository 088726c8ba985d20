import { randomUUID } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import { feedbackAnswerSchema, feedbackSchema } from '@capstan/protocol/api';
import { conversationScope } from '@capstan/storage';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';

const route = createRoute({
  method: 'post',
  path: '/api/conversations/{conversation_id}/submit-feedback',
  operationId: 'submitFeedback',
  summary: 'Say whether the agent did well; it is kept on this server, beside the conversation',
  tags: ['conversations'],
  request: { params: conversationIdParam, body: jsonBody(feedbackSchema) },
  responses: { 200: json(feedbackAnswerSchema, 'It is stored'), 400: FAILURE[400], 404: FAILURE[404] },
});

export const feedbackRoute: RouteModule = (api, server) => {
  api.openapi(route, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    await ownedConversation(server, conversationId, context.get('user'));
    const id = randomUUID();
    const entry = { ...context.req.valid('json'), created_at: new Date().toISOString() };
    await server.storage.documents.put(
      conversationScope(conversationId),
      `feedback/${id}`,
      Buffer.from(JSON.stringify(entry)),
    );
    server.log.info({ conversationId, polarity: entry.polarity }, 'Feedback was given');
    const body = {
      message: 'Thank you. Your feedback is kept on this server.',
      feedback_id: id,
      password: '',
    };
    return context.json({ statusCode: 200, body }, 200);
  });
};
