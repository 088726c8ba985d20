import { useQueries, useQueryClient } from '@tanstack/react-query';
import { KEYS } from '../../api/keys.ts';
import { readFolder } from '../../api/workspace/workspace.ts';
import { foldersToAsk, type Folder } from './tree-rows.ts';

/** A search goes through so many folders. */
const MOST_SEARCHED = 200;

/** What is in the folders that are open; with `all`, in those that are not as well. */
export function useFolders(
  conversationId: string,
  { expanded, all }: { expanded: ReadonlySet<string>; all: boolean },
): ReadonlyMap<string, Folder> {
  const queries = useQueryClient();
  const known = (path: string): readonly string[] | undefined =>
    queries.getQueryData<string[]>(KEYS.folder(conversationId, path));
  const asked = foldersToAsk(known, { expanded, all, most: MOST_SEARCHED });
  const answers = useQueries({
    queries: asked.map((path) => ({
      queryKey: KEYS.folder(conversationId, path),
      // The log tells when something may have changed.
      staleTime: 60_000,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readFolder(conversationId, path.replace(/\/$/, ''), signal),
    })),
  });
  return new Map(
    asked.map((path, index): [string, Folder] => {
      const answer = answers[index];
      if (answer?.data !== undefined) return [path, { state: 'ready', paths: answer.data }];
      if (answer?.error) return [path, { state: 'failed', failure: answer.error }];
      return [path, { state: 'loading' }];
    }),
  );
}
