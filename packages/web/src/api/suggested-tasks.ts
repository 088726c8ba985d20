import type { components } from '@capstan/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

export type SuggestedTask = components['schemas']['SuggestedTask'];

/** Pull requests and issues of the person that an agent could work on. */
export function useSuggestedTasks(enabled = true): UseQueryResult<SuggestedTask[]> {
  return useQuery({
    queryKey: KEYS.suggestedTasks,
    enabled,
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => answerOf(api.GET('/api/user/suggested-tasks', { signal })),
  });
}
