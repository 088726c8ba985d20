import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { KEYS } from '../api/keys.ts';
import { useConversationLive, type LiveState } from '../live/index.ts';

/** What may have changed files, by the observations that say that it is over. */
const MAY_CHANGE: ReadonlySet<string> = new Set(['run', 'run_ipython', 'edit', 'write', 'mcp', 'download']);
/** One action often comes right after another. Milliseconds. */
const QUIET_MS = 700;
/** While it goes on and on, it is asked all the same. Milliseconds. */
const MOST_MS = 4_000;

/** As long as it is there, what is known of the workspace is asked for again after the agent may have changed it. */
export function useWorkspaceRefresh(conversationId: string): void {
  const queries = useQueryClient();
  const { history, store } = useConversationLive();
  useEffect(() => {
    const key = [...KEYS.workspace(conversationId), 'seen'];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitsFor = -1;
    let since: number | undefined;
    const refresh = (): void => {
      since = undefined;
      const seen = queries.getQueryData<number>(key) ?? 0;
      queries.setQueryData(key, waitsFor);
      if (!changedSince(history.events, seen)) return;
      void queries.invalidateQueries({
        queryKey: KEYS.workspace(conversationId),
        predicate: ({ queryKey }) => queryKey[2] !== 'seen',
      });
    };
    const look = ({ now: { nextId }, caughtUp }: LiveState): void => {
      if (!caughtUp || nextId === waitsFor) return;
      waitsFor = nextId;
      // What is asked from now on knows of all that the history tells.
      if (queries.getQueryData(key) === undefined) {
        queries.setQueryData(key, nextId);
        return;
      }
      since ??= performance.now();
      clearTimeout(timer);
      timer = setTimeout(refresh, Math.max(0, Math.min(QUIET_MS, since + MOST_MS - performance.now())));
    };
    look(store.getState());
    // Not a part of what is drawn: the log grows with every event.
    const end = store.subscribe(look);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [queries, history, store, conversationId]);
}

function changedSince(events: readonly { id: number; observation?: unknown }[], id: number): boolean {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined || event.id < id) return false;
    if (typeof event.observation === 'string' && MAY_CHANGE.has(event.observation)) return true;
  }
  return false;
}
