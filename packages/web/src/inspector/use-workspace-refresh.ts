import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { KEYS } from '../api/keys.ts';
import { useConversationLive, useLive } from '../live/index.ts';

/** What may have changed files, by the observations that say that it is over. */
const MAY_CHANGE: ReadonlySet<string> = new Set(['run', 'run_ipython', 'edit', 'write', 'mcp', 'download']);
/** One action often comes right after another. Milliseconds. */
const QUIET_MS = 700;

/** As long as it is there, what is known of the workspace is asked for again after the agent may have changed it. */
export function useWorkspaceRefresh(conversationId: string): void {
  const queries = useQueryClient();
  const { history } = useConversationLive();
  const nextId = useLive(({ now }) => now.nextId);
  useEffect(() => {
    const key = [...KEYS.workspace(conversationId), 'seen'];
    const seen = queries.getQueryData<number>(key);
    if (seen === undefined) {
      queries.setQueryData(key, nextId);
      return undefined;
    }
    const timer = setTimeout(() => {
      queries.setQueryData(key, nextId);
      if (!changedSince(history.events, seen)) return;
      void queries.invalidateQueries({
        queryKey: KEYS.workspace(conversationId),
        predicate: ({ queryKey }) => queryKey[2] !== 'seen',
      });
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [queries, history, conversationId, nextId]);
}

function changedSince(events: readonly { id: number; observation?: unknown }[], id: number): boolean {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined || event.id < id) return false;
    if (typeof event.observation === 'string' && MAY_CHANGE.has(event.observation)) return true;
  }
  return false;
}
