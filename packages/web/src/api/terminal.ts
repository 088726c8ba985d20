import type { TerminalState } from '@capstan/protocol/api';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** How often it is looked whether a conversation runs by now. */
const LOOK_MILLISECONDS = 2_000;

/** Whether a person may open shells in a conversation, and whether it runs. */
export function useTerminalState(conversationId: string): UseQueryResult<TerminalState> {
  return useQuery({
    queryKey: [...KEYS.workspace(conversationId), 'terminal'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/conversations/{conversation_id}/terminal', {
          signal,
          params: { path: { conversation_id: conversationId } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.running === false ? LOOK_MILLISECONDS : false),
  });
}
