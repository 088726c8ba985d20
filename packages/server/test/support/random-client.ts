import type { StreamFrame } from '@capstan/protocol/api';
import { FrameReader } from './frame-reader.ts';
import { OhClient } from './oh-client.ts';
import { KEYS, type RealtimeRig } from './realtime-rig.ts';
import { SseReader } from './sse-reader.ts';

/** An event as a client has it. */
export interface Seen {
  id: number;
  source: string;
}

/** What came over one connection. */
export interface Span {
  after: number;
  seen: Seen[];
  /** The last event of the log before the client connected and after it was: where the history may have ended. */
  historyEnd: { from: number; to: number };
}

export type FollowProtocol = 'sse' | 'websocket' | 'socketio';

interface Target {
  rig: RealtimeRig;
  conversationId: string;
  after: number;
  /** Says whether to cut the connection. */
  onEvent: (event: Seen) => boolean;
}

/** Resolves when the connection has ended, for whatever reason. */
type Follow = (target: Target) => Promise<void>;

const headers = { 'x-session-api-key': KEYS.mine };

const FOLLOW: Record<FollowProtocol, Follow> = {
  sse: async ({ rig, conversationId, after, onEvent }) => {
    await using reader = await SseReader.open(`${rig.streamUrl(conversationId)}?after=${after}`, { headers });
    for (let index = 0; ; index += 1) {
      const { event, data } = await reader.until(() => true, index);
      if (event === 'event' && onEvent(JSON.parse(data))) return;
    }
  },
  websocket: async ({ rig, conversationId, after, onEvent }) => {
    await using reader = await FrameReader.open(`${rig.streamUrl(conversationId, 'ws')}?after=${after}`, {
      headers,
    });
    const isLast = (frame: StreamFrame): boolean =>
      frame.type === 'event' && onEvent(frame.event as unknown as Seen);
    await reader.until('event', isLast);
  },
  socketio: async ({ rig, conversationId, after, onEvent }) => {
    await using client = await OhClient.connect(rig, {
      conversation_id: conversationId,
      latest_event_id: String(after),
      session_api_key: KEYS.mine,
    });
    await client.until((payload) => 'source' in payload && onEvent(payload as unknown as Seen));
  },
};

/**
 * Follows a conversation until it has seen the event `untilId` tells, over as many connections as it takes: it cuts the
 * first ones itself after so many events each, and comes back whenever it was cut off.
 */
export async function followAtRandom(options: {
  rig: RealtimeRig;
  conversationId: string;
  protocol: FollowProtocol;
  cutAfter: readonly number[];
  /** Id of the last event, once it is known. */
  lastId: () => number | undefined;
}): Promise<Span[]> {
  const { rig, conversationId, protocol, cutAfter, lastId } = options;
  const latestId = () => rig.context.manager.feed(conversationId).latestId();
  const spans: Span[] = [];
  let newest = -1;
  while (newest !== lastId()) {
    const span: Span = { after: newest, seen: [], historyEnd: { from: await latestId(), to: Infinity } };
    const cut = cutAfter[spans.length] ?? Infinity;
    spans.push(span);
    const ended = FOLLOW[protocol]({
      rig,
      conversationId,
      after: newest,
      onEvent: ({ id, source }) => {
        span.seen.push({ id, source });
        newest = Math.max(newest, id);
        return span.seen.length >= cut || id === lastId();
      },
    });
    // Cut off by the other side: it comes again.
    await ended.catch(() => undefined);
    span.historyEnd.to = await latestId();
  }
  return spans;
}
