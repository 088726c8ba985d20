import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { conversationInfoSchema, renameSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { ApiFailure } from '../../http/api-failure.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';
import { conversationInfos } from './conversation-info.ts';

const path = '/api/conversations/{conversation_id}';
const tags = ['conversations'];
const done = json(z.boolean(), 'Whether there was such a conversation');

const get = createRoute({
  method: 'get',
  path,
  operationId: 'getConversation',
  summary: 'One conversation',
  tags,
  request: { params: conversationIdParam },
  responses: {
    200: json(conversationInfoSchema.nullable(), 'The conversation, or null where there is none'),
    400: FAILURE[400],
  },
});

const remove = createRoute({
  method: 'delete',
  path,
  operationId: 'deleteConversation',
  summary: 'End a conversation and remove all of it',
  tags,
  request: { params: conversationIdParam },
  responses: { 200: done, 400: FAILURE[400], 409: FAILURE[409] },
});

const rename = createRoute({
  method: 'patch',
  path,
  operationId: 'renameConversation',
  summary: 'Give a conversation another title',
  tags,
  request: { params: conversationIdParam, body: jsonBody(renameSchema) },
  responses: { 200: done, 400: FAILURE[400], 404: FAILURE[404] },
});

export const conversationRoutes: RouteModule = (api, server) => {
  api.openapi(get, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const record = await unlessUnknown(ownedConversation(server, conversationId, context.get('user')));
    if (record === undefined) return context.json(null, 200);
    const [info] = await conversationInfos(server, [record]);
    return context.json(info ?? null, 200);
  });

  api.openapi(remove, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const record = await unlessUnknown(ownedConversation(server, conversationId, context.get('user')));
    if (record === undefined) return context.json(false, 200);
    return context.json(await server.manager.deleteConversation(conversationId), 200);
  });

  api.openapi(rename, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { title } = context.req.valid('json');
    const record = await unlessUnknown(ownedConversation(server, conversationId, context.get('user')));
    if (record === undefined) {
      throw new ApiFailure('conversation_not_found', 'Conversation not found', {
        fields: { status: 'error', msg_id: 'CONVERSATION$NOT_FOUND' },
      });
    }
    await server.storage.conversations.update(conversationId, { title });
    server.manager.tellTitle(conversationId, title);
    return context.json(true, 200);
  });
};

/** Undefined for a conversation that is not there, or not for this user. */
async function unlessUnknown<T>(record: Promise<T>): Promise<T | undefined> {
  try {
    return await record;
  } catch (error) {
    if (CapstanError.is(error) && error.code === 'conversation_not_found') return undefined;
    throw error;
  }
}
