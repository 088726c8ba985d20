import { useEffect, useState, type ReactNode } from 'react';
import { lastEventId } from '../api/logged-messages.ts';
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
