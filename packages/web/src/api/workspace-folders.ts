import type { components } from '@capstan/client';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

export type WorkspaceFolders = components['schemas']['WorkspaceFolders'];

/** Folders of the server's machine in which conversations may work; null is where the server begins. */
export function useWorkspaceFolders(path: string | null): UseQueryResult<WorkspaceFolders> {
  return useQuery({
    queryKey: KEYS.workspaceFolders(path),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/workspace-folders', {
          signal,
          params: { query: path === null ? {} : { path } },
        }),
      ),
  });
}
