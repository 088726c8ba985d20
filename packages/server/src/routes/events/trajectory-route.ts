import { createRoute } from '@hono/zod-openapi';
import { exportTrajectory, readLog, type EventStore } from '@capstan/events';
import { trajectorySchema } from '@capstan/protocol/api';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { addRawRoute } from '../../http/raw-route.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { streamed } from '../../http/streamed.ts';
import { ownedConversation } from '../../user/owner.ts';

const route = createRoute({
  method: 'get',
  path: '/api/conversations/{conversation_id}/trajectory',
  operationId: 'getTrajectory',
  summary: 'All events of a conversation, to keep or to replay',
  tags: ['events'],
  request: { params: conversationIdParam },
  responses: { 200: json(trajectorySchema, 'The trajectory'), 400: FAILURE[400], 404: FAILURE[404] },
});

/** Written while it is read, so that a long one is never held in memory. */
export const trajectoryRoute: RouteModule = (api, server) => {
  addRawRoute(api, route, async (context, conversationId) => {
    await ownedConversation(server, conversationId, context.get('user'));
    const store = await server.storage.open(conversationId, { create: true });
    return streamed(context, {
      body: trajectoryText(store),
      headers: { 'content-type': 'application/json' },
      release: () => store.close(),
      log: server.log,
    });
  });
};

async function* trajectoryText(store: EventStore): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  let separator = '{"trajectory":[';
  for await (const event of readLog(store)) {
    const [entry] = exportTrajectory([event], { screenshots: false });
    if (entry === undefined) continue;
    yield encoder.encode(separator + JSON.stringify(entry));
    separator = ',';
  }
  yield encoder.encode(separator === ',' ? ']}' : `${separator}]}`);
}
