import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useConversation, type Conversation } from '../../api/conversations.ts';
import { changeKept } from '../../api/kept-conversations.ts';
import { KEYS } from '../../api/keys.ts';
import { useConversationLive, useLive } from '../../live/index.ts';
import type { Condition } from '../../screen/index.ts';
import { standingOf, statusOf } from './standing.ts';

export interface Standing {
  condition: Condition;
  /** Its record; undefined while it has not come, and of a recorded one. */
  conversation: Conversation | undefined;
}

/** How the conversation around this component stands now, whatever moment is looked at. */
export function useStanding(): Standing {
  const { conversationId } = useConversationLive();
  const conversation = useConversation(conversationId).data ?? undefined;
  const agentState = useLive(({ now }) => now.agentState);
  const hasTask = useLive(({ now }) => now.hasTask);
  const unread = useLive(({ now }) => now.queue.length > 0);
  const caughtUp = useLive((state) => state.caughtUp);
  const condition = standingOf({
    status: conversation?.status,
    agentState,
    hasTask,
    unread,
    caughtUp,
    recordedState: conversation?.agent_state ?? null,
  });
  return { condition, conversation };
}

/** Asks for the record anew when the log or the server tell of what it depends on. Once for a page. */
export function useFreshRecord(): void {
  const { conversationId } = useConversationLive();
  const queries = useQueryClient();
  const agentState = useLive(({ now }) => now.agentState);
  const hasTask = useLive(({ now }) => now.hasTask);
  const unread = useLive(({ now }) => now.queue.length > 0);
  const notice = useLive((state) => state.notice);
  const following = useLive((state) => state.following);
  const caughtUp = useLive((state) => state.caughtUp);
  const recorded = useConversation(conversationId).data?.status;
  const status = statusOf({ status: recorded, agentState, hasTask, unread });
  useEffect(() => {
    if (conversationId !== '')
      void queries.invalidateQueries({ queryKey: KEYS.conversation(conversationId) });
  }, [queries, conversationId, agentState, notice, following]);
  useEffect(() => {
    if (conversationId === '' || !caughtUp) return;
    // Lists are asked for rarely, and what the server keeps of it is a moment late.
    void changeKept(queries, (conversation) =>
      conversation.conversation_id === conversationId
        ? { ...conversation, agent_state: agentState, status: status ?? conversation.status }
        : conversation,
    );
  }, [queries, conversationId, caughtUp, agentState, status]);
}

/** Whole seconds until then, counting down; null without a time. */
export function useSecondsUntil(at: string | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? null : Math.max(0, Math.ceil((Date.parse(at) - now) / 1_000));
}
