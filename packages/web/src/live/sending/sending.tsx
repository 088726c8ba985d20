import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { KEYS } from '../../api/keys.ts';
import { lastEventId, messagesFrom } from '../../api/logged-messages.ts';
import { postAction } from '../../api/person-action.ts';
import { useConnection } from '../../app/connection/connection.ts';
import type { ConversationLive } from '../conversation-live.ts';
import { useConversationLive } from '../live-context.ts';
import { alone } from './alone.ts';
import { keptOutbox } from './kept-outbox.ts';
import { Outbox, type OutboxView } from './outbox.ts';
import type { OutboxMoment } from './outbox-state.ts';
import { randomId } from './random-id.ts';

/** After that nobody waits for the answer any more, and the log is asked. */
const LONGEST_POST_MILLISECONDS = 60_000;

const SendingContext = createContext<Outbox | null>(null);

/** Sends what the person says in the conversation around it. A recorded one takes nothing. */
export function Sending({ children }: { children: ReactNode }): ReactNode {
  const live = useConversationLive();
  const queries = useQueryClient();
  const [outbox] = useState(() =>
    live.conversationId === ''
      ? null
      : outboxOf(live, () => queries.invalidateQueries({ queryKey: KEYS.conversation(live.conversationId) })),
  );
  useEffect(() => {
    if (outbox === null) return undefined;
    const ended = new AbortController();
    outbox.start(ended.signal);
    const unfollow = live.store.subscribe((state, before) => {
      if (state.following === 'live' && before.following !== 'live') outbox.lookNow();
      else if (state.now !== before.now || state.caughtUp !== before.caughtUp) outbox.look();
    });
    const unwatch = useConnection.subscribe((state, before) => {
      if (state.lostAt === null && before.lostAt !== null) outbox.lookNow();
    });
    return () => {
      ended.abort();
      unfollow();
      unwatch();
    };
  }, [live, outbox]);
  return <SendingContext value={outbox}>{children}</SendingContext>;
}

/** Where messages of the person go; null where nothing can be said. */
export const useOutbox = (): Outbox | null => useContext(SendingContext);

/** What is in it. */
export function useOutboxView(outbox: Outbox): OutboxView {
  return useStore(outbox.store);
}

function outboxOf(live: ConversationLive, onSent: () => Promise<void>): Outbox {
  const { conversationId } = live;
  return new Outbox({
    kept: keptOutbox(conversationId),
    post: ({ text, imageUrls }) =>
      postAction(
        conversationId,
        { action: 'message', args: { content: text, image_urls: imageUrls } },
        AbortSignal.timeout(LONGEST_POST_MILLISECONDS),
      ),
    messagesFrom: (fromId) => messagesFrom(conversationId, fromId),
    async nextId() {
      const { caughtUp, following, now } = live.store.getState();
      return caughtUp && following === 'live' ? now.nextId : (await lastEventId(conversationId)) + 1;
    },
    moment: () => momentOf(live),
    alone: (work, signal) => alone(`outbox.${conversationId}`, work, signal),
    newId: randomId,
    now: () => new Date(),
    onSent: () => void onSent(),
    onUnreachable: () => useConnection.getState().lost(),
  });
}

function momentOf({ store }: ConversationLive): OutboxMoment {
  const { now, following, caughtUp } = store.getState();
  const { agentState, queue, nextId } = now;
  const restful = agentState === 'finished' || agentState === 'awaiting_user_input';
  return {
    reachable: useConnection.getState().lostAt === null,
    rests: following === 'live' && caughtUp && queue.length === 0 && restful,
    nextId,
  };
}
