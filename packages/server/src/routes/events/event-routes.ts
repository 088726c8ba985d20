import { createRoute } from '@hono/zod-openapi';
import { readLog, type EventFilter, type EventStore } from '@capstan/events';
import { serializeEvent, type JsonObject } from '@capstan/protocol';
import {
  admittedSchema,
  eventPageQuerySchema,
  eventPageSchema,
  newEventSchema,
  newMessageSchema,
} from '@capstan/protocol/api';
import type * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { ApiFailure } from '../../http/api-failure.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';
import { filterInBody } from './filter-body.ts';

const path = '/api/conversations/{conversation_id}';
const tags = ['events'];
const MOST_EVENTS = 100;

const list = createRoute({
  method: 'get',
  path: `${path}/events`,
  operationId: 'listEvents',
  summary: 'Events of a conversation, a page at a time',
  tags,
  request: { params: conversationIdParam, query: eventPageQuerySchema },
  responses: { 200: json(eventPageSchema, 'A page'), 400: FAILURE[400], 404: FAILURE[404] },
});

const append = createRoute({
  method: 'post',
  path: `${path}/events`,
  operationId: 'appendEvent',
  summary: 'Do something as the person: { action, args }',
  tags,
  request: { params: conversationIdParam, body: jsonBody(newEventSchema) },
  responses: {
    200: json(admittedSchema, 'It is in the log'),
    400: FAILURE[400],
    404: FAILURE[404],
    409: FAILURE[409],
  },
});

const say = createRoute({
  method: 'post',
  path: `${path}/message`,
  operationId: 'sendMessage',
  summary: 'Say something to the agent; it is started if it does not run',
  tags,
  request: { params: conversationIdParam, body: jsonBody(newMessageSchema) },
  responses: {
    200: json(admittedSchema, 'It is in the log'),
    400: FAILURE[400],
    404: FAILURE[404],
    409: FAILURE[409],
  },
});

export const eventRoutes: RouteModule = (api, server) => {
  api.openapi(list, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const query = context.req.valid('query');
    if (query.limit < 1 || query.limit > MOST_EVENTS) {
      throw new ApiFailure('request_invalid', 'Invalid limit', {
        status: 400,
        remedy: `Ask for 1 to ${MOST_EVENTS}.`,
      });
    }
    const filter = filterOf(query, await filterInBody(context));
    await ownedConversation(server, conversationId, context.get('user'));
    const store = await server.storage.open(conversationId, { create: true });
    try {
      const found = await page(store, query, filter);
      return context.json(found, 200);
    } finally {
      await store.close();
    }
  });

  api.openapi(append, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    await ownedConversation(server, conversationId, context.get('user'));
    const { id } = await server.manager.sendEventToConversation(conversationId, context.req.valid('json'));
    return context.json({ success: true as const, event_id: id }, 200);
  });

  api.openapi(say, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { message, image_urls: images } = context.req.valid('json');
    await ownedConversation(server, conversationId, context.get('user'));
    const { id } = await server.manager.sendEventToConversation(conversationId, {
      action: 'message',
      args: { content: message, ...(images === undefined ? {} : { image_urls: images }) },
    });
    return context.json({ success: true as const, event_id: id }, 200);
  });
};

type PageQuery = z.output<typeof eventPageQuerySchema>;

function filterOf(query: PageQuery, body: Awaited<ReturnType<typeof filterInBody>>): EventFilter {
  const text = query.query ?? body.query;
  const includeKinds = query.include_types ?? body.include_types;
  const excludeKinds = query.exclude_types ?? body.exclude_types;
  const source = query.source ?? body.source;
  const startDate = query.start_date ?? body.start_date;
  const endDate = query.end_date ?? body.end_date;
  return {
    excludeHidden: query.exclude_hidden ?? body.exclude_hidden,
    ...(text && { query: text }),
    ...(includeKinds && { includeKinds }),
    ...(excludeKinds && { excludeKinds }),
    ...(source && { source }),
    ...(startDate && { startDate }),
    ...(endDate && { endDate }),
  };
}

async function page(store: EventStore, query: PageQuery, filter: EventFilter) {
  const { start_id: from, end_id: to, reverse, limit } = query;
  const found: JsonObject[] = [];
  const request = { from, reverse, limit: limit + 1, ...(to !== undefined && { to }) };
  // Without a filter no more is read than is wanted.
  const wanted = Object.values(filter).some(Boolean) ? { ...request, filter } : request;
  for await (const event of readLog(store, wanted)) found.push(serializeEvent(event));
  return { events: found.slice(0, limit), has_more: found.length > limit };
}
