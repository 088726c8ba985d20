import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** Begins the demo, which needs no model; answers with the id of its conversation. */
export function useStartDemo(): UseMutationResult<string, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { conversation_id: id } = await answerOf(
        api.POST('/api/conversations', { body: { demo: true } }),
      );
      return id;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
}
