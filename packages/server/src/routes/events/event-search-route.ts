import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { eventSearchQuerySchema, eventSearchSchema } from '@capstan/protocol/api';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';

const route = createRoute({
  method: 'get',
  path: '/api/events/search',
  operationId: 'searchEvents',
  summary: 'Find events by their words, in one conversation or in all of the user',
  tags: ['events'],
  request: { query: eventSearchQuerySchema },
  responses: { 200: json(eventSearchSchema, 'The newest first'), 404: FAILURE[404] },
});

export const eventSearchRoute: RouteModule = (api, server) => {
  api.openapi(route, async (context) => {
    const { query: text, conversation_id: conversationId, limit, page_id } = context.req.valid('query');
    const user = context.get('user');
    if (conversationId !== undefined) await ownedConversation(server, conversationId, user);
    const found = await server.storage.search.find({
      text,
      limit,
      userId: user.id,
      conversationIds: conversationId === undefined ? undefined : [conversationId],
      before: page_id === undefined ? undefined : { entry: entryOf(page_id) },
    });
    const results = found.hits.map((hit) => ({
      conversation_id: hit.conversationId,
      event_id: hit.eventId,
      timestamp: hit.timestamp,
      kind: hit.kind,
      snippet: hit.snippet,
    }));
    const next = found.next === undefined ? null : String(found.next.entry);
    return context.json({ results, next_page_id: next, complete: found.complete }, 200);
  });
};

function entryOf(pageId: string): number {
  const entry = Number(pageId);
  if (Number.isSafeInteger(entry) && entry >= 0) return entry;
  throw new CapstanError('request_invalid', 'This page_id was not given by this server', {
    remedy: 'Leave it out for the first page, and then hand back next_page_id as it is.',
  });
}
