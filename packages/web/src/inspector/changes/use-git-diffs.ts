import { useQueries } from '@tanstack/react-query';
import { diffQuery, type GitDiff } from '../../api/workspace/workspace.ts';
import type { ChangedFile } from './changed-file.ts';

/** So many are asked for at once, for their numbers; the others when they are opened. */
const ASKED_AT_ONCE = 40;

export interface GitAnswer {
  data: GitDiff | undefined;
  error: unknown;
  retry: () => void;
}

/** What git answers about each file, by path; not asked yet for those that are far down the list. */
export function useGitDiffs(
  conversationId: string,
  files: readonly ChangedFile[],
  opened: (path: string) => boolean,
): ReadonlyMap<string, GitAnswer> {
  const compared = files.filter(({ source }) => source === 'git');
  const answers = useQueries({
    queries: compared.map(({ path }, index) =>
      diffQuery(conversationId, path, index < ASKED_AT_ONCE || opened(path)),
    ),
  });
  return new Map(
    compared.map(({ path }, index) => {
      const answer = answers[index];
      const retry = (): void => void answer?.refetch();
      return [path, { data: answer?.data, error: answer?.error, retry }];
    }),
  );
}
