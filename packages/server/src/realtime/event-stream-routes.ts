import { createRoute, z } from '@hono/zod-openapi';
import type { ApiContext, RouteModule } from '../http/api.ts';
import { conversationIdParam } from '../http/conversation-id.ts';
import { FAILURE } from '../http/route-description.ts';
import type { ServerContext } from '../server-context.ts';
import { ownedConversation } from '../user/owner.ts';
import type { Connections } from './connections.ts';
import { EventTexts } from './event-texts.ts';
import { followFeed } from './follow-feed.ts';
import { Outlet } from './outlet.ts';
import { SseBody } from './sse-body.ts';
import { sseFormat } from './stream-format.ts';
import { lastEventIdHeader, streamQuery } from './stream-query.ts';

/** After how many milliseconds a browser that was cut off asks again. */
const RETRY_MILLISECONDS = 1_000;
/** How long a client may take to read the last words. */
const LINGER_MILLISECONDS = 10_000;

const route = createRoute({
  method: 'get',
  path: '/api/conversations/{conversation_id}/events/stream',
  operationId: 'followEvents',
  tags: ['Events'],
  summary: 'Follow the events of a conversation',
  description:
    'Server-sent events: `event` with an event of the log and its id, `delta`, `notice`, `lagged` with the id to resume ' +
    'after, and `end`. Following does not start the agent. The same path takes a WebSocket.',
  request: {
    params: conversationIdParam,
    query: streamQuery,
    headers: z.object({ 'last-event-id': lastEventIdHeader }),
  },
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
    400: FAILURE[400],
    404: FAILURE[404],
    503: FAILURE[503],
  },
});

/** The event stream over SSE. */
export function eventStreamRoutes(connections: Connections): RouteModule {
  const format = sseFormat(new EventTexts());
  return (api, context) => {
    api.openapi(route, async (request) => {
      const { conversation_id: conversationId } = request.req.valid('param');
      const { after, deltas } = request.req.valid('query');
      const resumed = request.req.valid('header')['last-event-id'];
      await ownedConversation(context, conversationId, request.get('user'));
      return stream(request, context, { conversationId, after: resumed ?? after, deltas });
    });
  };

  function stream(
    request: ApiContext,
    { manager, metrics }: ServerContext,
    { conversationId, after, deltas }: { conversationId: string; after: number; deltas: boolean },
  ): Response {
    const socket = request.env?.outgoing;
    const cut = (): void => void socket?.destroy();
    const body = new SseBody(() => close());
    const { stallSeconds } = connections;
    const outlet = new Outlet({ send: (text, sent) => body.send(text, sent), onStall: cut, stallSeconds });
    let unfollow: () => void = () => undefined;
    let lingering: NodeJS.Timeout | undefined;
    const close = (): void => {
      unfollow();
      outlet.close();
      body.end();
      clearTimeout(lingering);
      if (socket === undefined || socket.closed) leave();
      else lingering = setTimeout(cut, LINGER_MILLISECONDS).unref();
    };
    const leave = connections.add(
      {
        protocol: 'sse',
        userId: request.get('user').id,
        beat: () => void (outlet.congested || outlet.write(format.heartbeat)),
        leave: close,
        destroy: cut,
      },
      metrics,
    );
    void outlet.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
    unfollow = followFeed({
      feed: manager.feed(conversationId),
      after,
      deltas,
      format,
      outlet,
      onEnd: () => close(),
    });
    // Also after a HEAD request, whose body nobody reads.
    socket?.once('close', close);
    if (socket?.closed === true) close();
    return new Response(body.stream, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  }
}
