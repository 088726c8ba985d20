import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ScreenState } from '../screen/index.ts';
import type { ConversationLive } from './conversation-live.ts';
import type { LiveState } from './live-state.ts';

export const LiveContext = createContext<ConversationLive | null>(null);

/** The conversation around this component. */
export function useConversationLive(): ConversationLive {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('There is no conversation around this component');
  return live;
}

/**
 * A part of it: `useLive((state) => state.now.approval)`. The selection is compared by identity, so it gives parts as they
 * are and makes no objects.
 */
export function useLive<Selected>(select: (state: LiveState) => Selected): Selected {
  return useStore(useConversationLive().store, select);
}

/** A part of the screen as it is to be shown: now, or at the moment that is looked at. */
export function useShown<Selected>(select: (screen: ScreenState) => Selected): Selected {
  return useLive(({ shown }) => select(shown));
}

/** What a running action has written so far; empty when it has not, is over, or the past is shown. */
export function useLiveOutput(actionId: number): string {
  return useLive(({ outputs, moment }) => (moment === null ? (outputs.get(actionId) ?? '') : ''));
}
