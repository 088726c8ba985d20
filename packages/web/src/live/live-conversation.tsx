import { useEffect, useState, type ReactNode } from 'react';
import { answerOf, api } from '../api/api.ts';
import { useConnection } from '../app/connection/connection.ts';
import type { ConversationLive } from './conversation-live.ts';
import { FollowedConversation } from './follow-conversation.ts';
import { LiveContext } from './live-context.ts';
import { handOver } from './screen-handle.ts';

/** Follows a conversation of the server for everything inside. Another id takes another `key`. */
export function LiveConversation({
  conversationId,
  children,
}: {
  conversationId: string;
  children: ReactNode;
}): ReactNode {
  const [live] = useState(
    () =>
      new FollowedConversation({
        conversationId,
        baseUrl: location.origin,
        lastId: (signal) => lastEventId(conversationId, signal),
        onConnected: (stands) => useConnection.getState().setFollowing(conversationId, stands),
      }),
  );
  useEffect(() => {
    const abort = new AbortController();
    void live.follow(abort.signal);
    return () => abort.abort();
  }, [live]);
  useEffect(() => handOver(live), [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Shows a conversation that no server drives: a file, a story. */
export function RecordedConversation({
  live,
  children,
}: {
  live: ConversationLive;
  children: ReactNode;
}): ReactNode {
  return <LiveContext value={live}>{children}</LiveContext>;
}

async function lastEventId(conversationId: string, signal: AbortSignal): Promise<number> {
  const { events } = await answerOf(
    api.GET('/api/conversations/{conversation_id}/events', {
      params: { path: { conversation_id: conversationId }, query: { reverse: 'true', limit: 1 } },
      signal,
    }),
  );
  const id: unknown = events[0]?.['id'];
  return typeof id === 'number' ? id : -1;
}
