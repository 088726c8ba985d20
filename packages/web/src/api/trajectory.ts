import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** Begins a conversation in which the answers of a recorded one are carried out again; answers with its id. */
export function useReplayTrajectory(): UseMutationResult<string, Error, File> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file) => {
      const { conversation_id: id } = await answerOf(
        api.POST('/api/conversations', { body: { replay_json: await file.text() } }),
      );
      return id;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
}
