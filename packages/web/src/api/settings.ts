import type { components } from '@capstan/client';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { ApiFailure } from './api-failure.ts';
import { KEYS } from './keys.ts';

export type Settings = components['schemas']['Settings'];
export type SettingsPatch = components['schemas']['SettingsPatch'];

/** What the person has set; null when nothing was ever set, which is a first visit. */
export function useSettings(): UseQueryResult<Settings | null> {
  return useQuery({
    queryKey: KEYS.settings,
    queryFn: ({ signal }) =>
      answerOf<Settings | null>(api.GET('/api/settings', { signal })).catch((failure: unknown) => {
        if (failure instanceof ApiFailure && failure.status === 404) return null;
        throw failure;
      }),
  });
}

/** Changes what is given; null takes a value away. What is shown changes at once, and back again if it fails. */
export function useChangeSettings(): UseMutationResult<unknown, Error, SettingsPatch> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body) => answerOf(api.PATCH('/api/settings', { body })),
    onMutate: async (patch) => {
      await queries.cancelQueries({ queryKey: KEYS.settings });
      const before = queries.getQueryData<Settings | null>(KEYS.settings);
      if (before) queries.setQueryData(KEYS.settings, { ...before, ...patch });
      return { before };
    },
    onError: (_failure, _patch, kept) => {
      if (kept?.before) queries.setQueryData(KEYS.settings, kept.before);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.settings }),
  });
}
