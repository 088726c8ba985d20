import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { KEYS } from '../../api/keys.ts';
import { postAction, startConversation, type WantedState } from '../../api/person-action.ts';
import { useConversationLive, useLive } from '../../live/index.ts';

/** `start` only starts the agent, which then goes on as its log says. */
export type Steer = WantedState | 'start';

/** Asks the agent to go on, to rest or to end, or answers what it asks about. */
export function useSteering(): UseMutationResult<void, Error, Steer> {
  const { conversationId } = useConversationLive();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(to) {
      if (to === 'start') await startConversation(conversationId);
      else await postAction(conversationId, { action: 'change_agent_state', args: { agent_state: to } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversation(conversationId) }),
  });
}

/** How an agent is set going again: one that never worked is only started. */
export function useWayOn(): Steer {
  return useLive(({ now }) => (now.agentState === 'loading' ? 'start' : 'running'));
}
