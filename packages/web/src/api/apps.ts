import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** How often it is looked what is served, while the page and what shows it are seen. */
const MILLISECONDS = 3_000;

/** Where what the agent serves is reached. */
export interface WebHost {
  url: string;
  port: number;
}

/** By their ports; those on which something listens now. Not asked for a recorded log (an empty id), which has no sandbox. */
export function useWebHosts(conversationId: string): UseQueryResult<readonly WebHost[]> {
  return useQuery({
    queryKey: KEYS.webHosts(conversationId),
    enabled: conversationId !== '',
    refetchInterval: MILLISECONDS,
    queryFn: async ({ signal }) => {
      const { hosts } = await answerOf(
        api.GET('/api/conversations/{conversation_id}/web-hosts', {
          signal,
          params: { path: { conversation_id: conversationId } },
        }),
      );
      return Object.entries(hosts)
        .map(([url, port]) => ({ url, port }))
        .toSorted((a, b) => a.port - b.port);
    },
  });
}

/** Where VS Code for the workspace is served; null where it is not. */
export function useVscodeUrl(conversationId: string): UseQueryResult<string | null> {
  return useQuery({
    queryKey: KEYS.vscodeUrl(conversationId),
    enabled: conversationId !== '',
    queryFn: async ({ signal }) => {
      const { vscode_url: url } = await answerOf(
        api.GET('/api/conversations/{conversation_id}/vscode-url', {
          signal,
          params: { path: { conversation_id: conversationId } },
        }),
      );
      return url;
    },
  });
}
