import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

/** All events of a conversation as a JSON file. */
export function trajectoryFile(conversationId: string): Promise<Blob> {
  return answerOf(
    api.GET('/api/conversations/{conversation_id}/trajectory', {
      params: { path: { conversation_id: conversationId } },
      parseAs: 'blob',
    }),
  );
}

/** The workspace as a zip file. */
export function workspaceArchive(conversationId: string): Promise<Blob> {
  return answerOf(
    api.GET('/api/conversations/{conversation_id}/zip-directory', {
      params: { path: { conversation_id: conversationId } },
      parseAs: 'blob',
    }),
  );
}

/** Where VS Code for the workspace is served; null where it is not, or while the sandbox does not run. */
export function useVscodeUrl(conversationId: string, running: boolean): UseQueryResult<string | null> {
  return useQuery({
    queryKey: ['conversations', 'vscode', conversationId],
    enabled: running && conversationId !== '',
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { vscode_url: url } = await answerOf(
        api.GET('/api/conversations/{conversation_id}/vscode-url', {
          signal,
          params: { path: { conversation_id: conversationId } },
        }),
      );
      return url !== null && /^https?:/.test(url) ? url : null;
    },
  });
}
