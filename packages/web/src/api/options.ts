import type { components } from '@capstan/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** These change with the server only. */
const staleTime = 5 * 60_000;

/** Models to choose from, as `provider/model`. */
export function useModels(): UseQueryResult<string[]> {
  return useQuery({
    queryKey: KEYS.models,
    staleTime,
    queryFn: ({ signal }) => answerOf(api.GET('/api/options/models', { signal })),
  });
}

export function useAgents(): UseQueryResult<string[]> {
  return useQuery({
    queryKey: KEYS.agents,
    staleTime,
    queryFn: ({ signal }) => answerOf(api.GET('/api/options/agents', { signal })),
  });
}

/** Who can rate the risk of actions. */
export function useAnalyzers(): UseQueryResult<string[]> {
  return useQuery({
    queryKey: KEYS.analyzers,
    staleTime,
    queryFn: ({ signal }) => answerOf(api.GET('/api/options/security-analyzers', { signal })),
  });
}

export type ServerConfig = components['schemas']['WebClientConfig'];

/** What the server is and permits, the same for everybody. */
export function useServerConfig(): UseQueryResult<ServerConfig> {
  return useQuery({
    queryKey: KEYS.serverConfig,
    staleTime,
    queryFn: ({ signal }) => answerOf(api.GET('/api/options/config', { signal })),
  });
}
