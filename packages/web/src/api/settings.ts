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
import { NO_SETTINGS, patched, type Settings, type SettingsPatch } from './settings-patch.ts';

export type { Settings, SettingsPatch };

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

const CHANGES = ['settings', 'change'];

/**
 * Changes what is given; null takes a value away. What is shown changes at once, and back again if it fails. Several
 * changes are made one after another.
 */
export function useChangeSettings(): UseMutationResult<Settings, Error, SettingsPatch> {
  const queries = useQueryClient();
  const isLast = (): boolean => queries.isMutating({ mutationKey: CHANGES }) <= 1;
  return useMutation({
    mutationKey: CHANGES,
    scope: { id: 'settings' },
    mutationFn: (body: SettingsPatch) => answerOf<Settings>(api.PATCH('/api/settings', { body })),
    onMutate: async (patch) => {
      await queries.cancelQueries({ queryKey: KEYS.settings });
      const before = queries.getQueryData<Settings | null>(KEYS.settings);
      if (before !== undefined) queries.setQueryData(KEYS.settings, patched(before ?? NO_SETTINGS, patch));
      return { before };
    },
    onError: (_failure, patch, kept) => {
      const now = queries.getQueryData<Settings | null>(KEYS.settings);
      if (now && kept?.before !== undefined) {
        queries.setQueryData(KEYS.settings, restored(now, kept.before, patch));
      }
    },
    // What later changes show must not be taken back by the answer to an earlier one.
    onSuccess: (stored) => {
      if (isLast()) queries.setQueryData(KEYS.settings, stored);
    },
    onSettled: () => (isLast() ? queries.invalidateQueries({ queryKey: KEYS.settings }) : undefined),
  });
}

/** With the fields of a patch that failed as they were before. */
function restored(now: Settings, before: Settings | null, patch: SettingsPatch): Settings | null {
  if (before === null) return null;
  const names = new Set(Object.keys(patch).flatMap((name) => [name, `${name}_set`]));
  const old: Partial<Settings> = Object.fromEntries(
    Object.entries(before).filter(([name]) => names.has(name)),
  );
  return { ...now, ...old };
}
