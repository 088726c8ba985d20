import { ApiFailure } from '../../api/api-failure.ts';
import type { GitDiff } from '../../api/workspace/workspace.ts';
import { diffOfEdits, diffOfTexts, type FileDiff } from './file-diff.ts';
import type { ChangedFile } from './changed-file.ts';

/** The diff of a file, as far as it is there. */
export type LoadedDiff =
  | { state: 'loading' }
  | { state: 'ready'; diff: FileDiff }
  /** No text, so there are no lines to compare. */
  | { state: 'binary' }
  /** More than the server compares. */
  | { state: 'too-large' }
  | { state: 'failed'; failure: unknown };

/** The same answer gives the same diff, so that it is worked out once. */
const known = new WeakMap<object, FileDiff>();

function once(source: object, work: () => FileDiff): FileDiff {
  const found = known.get(source) ?? work();
  known.set(source, found);
  return found;
}

/** What the log knows of a file. */
export const diffOfLog = ({ edits }: ChangedFile): LoadedDiff => ({
  state: 'ready',
  diff: once(edits, () => diffOfEdits(edits)),
});

/** What git says of it: `before` is the other side where the file had another name. */
export function diffOfAnswer(
  { data, error }: { data: GitDiff | undefined; error: unknown },
  before?: GitDiff,
): LoadedDiff {
  if (data !== undefined) {
    if (before === undefined) {
      return { state: 'ready', diff: once(data, () => diffOfTexts(data.original, data.modified)) };
    }
    return { state: 'ready', diff: once(before, () => diffOfTexts(before.original, data.modified)) };
  }
  if (error === null || error === undefined) return { state: 'loading' };
  if (error instanceof ApiFailure && error.code === 'file_unsuitable') return { state: 'binary' };
  if (error instanceof ApiFailure && error.code === 'file_too_large') return { state: 'too-large' };
  return { state: 'failed', failure: error };
}
