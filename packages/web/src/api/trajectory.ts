import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

/** Where a browser downloads all events of a conversation as a file. */
export function trajectoryUrl(conversationId: string): string {
  return `/api/conversations/${encodeURIComponent(conversationId)}/trajectory`;
}

/** Begins a conversation in which the answers of a recorded one are carried out again; answers with its id. */
export function useReplayTrajectory(): UseMutationResult<string, Error, File> {
  return useMutation({
    mutationFn: async (file) => {
      const { conversation_id: id } = await answerOf(
        api.POST('/api/conversations', { body: { replay_json: await file.text() } }),
      );
      return id;
    },
  });
}
