import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useConversation } from '../../api/conversations.ts';
import { KEYS } from '../../api/keys.ts';
import { useGitChanges, type GitDiff } from '../../api/workspace/workspace.ts';
import { useConversationLive, useLive, useShown } from '../../live/index.ts';
import { openFile, useOpenTargets } from '../open-file.ts';
import type { TabProps } from '../tab-props.ts';
import { useWorkspaceRefresh } from '../use-workspace-refresh.ts';
import { inWorkspace } from '../workspace-path.ts';
import { changedFiles, type ChangedFile } from './changed-file.ts';
import { ChangesState } from './changes-state.tsx';
import { ChangesView } from './changes-view.tsx';
import { editsByPath } from './edits-by-path.ts';
import { diffOfAnswer, diffOfLog, type LoadedDiff } from './loaded-diff.ts';
import { useOpenedFiles } from './opened-files.ts';
import { withRenames } from './renames.ts';
import { useGitDiffs } from './use-git-diffs.ts';
import { viewedKey } from './viewed.ts';

/** So many files are open at first. */
const OPEN_AT_FIRST = 8;

/** Files that differ from where the work began. */
export function Changes({ conversationId }: TabProps): ReactNode {
  useWorkspaceRefresh(conversationId);
  const queries = useQueryClient();
  const live = useConversationLive();
  const isPast = useLive(({ moment }) => moment !== null);
  const status = useConversation(conversationId).data?.status;
  // Looking wakes a sandbox that rests, so somebody has to ask for that.
  const [woken, setWoken] = useState(false);
  const asksGit = !isPast && (status === 'RUNNING' || woken);
  const git = useGitChanges(conversationId, asksGit);
  const touched = useShown(({ files }) => files);
  const known = useMemo(() => {
    // The entries change with every word; what was edited only with the files.
    const { shown, now } = live.store.getState();
    // Where it is now tells where the workspace is, also before the first command.
    const directory = shown.directory ?? now.directory;
    return { touched, edits: editsByPath(shown.entries), directory };
  }, [live, touched]);
  const gitChanges = asksGit ? (git.data ?? null) : null;
  const listed = useMemo(() => changedFiles({ git: gitChanges, ...known }), [gitChanges, known]);
  const chosen = useOpenedFiles((state) => state.chosen);
  const openAtFirst = new Set(listed.slice(0, OPEN_AT_FIRST).map(({ path }) => path));
  const isOpen = ({ path }: { path: string }): boolean =>
    chosen.get(viewedKey(conversationId, path)) ?? openAtFirst.has(path);
  const answers = useGitDiffs(conversationId, listed, (path) => isOpen({ path }));
  const sidesOf = (path: string): GitDiff | undefined => answers.get(path)?.data;
  const loadedOf = (file: ChangedFile): LoadedDiff => {
    const answer = answers.get(file.path);
    if (answer === undefined) return diffOfLog(file);
    return diffOfAnswer(answer, file.was === null ? undefined : sidesOf(file.was));
  };
  const files = withRenames(listed, sidesOf).filter(
    (file) => file.source === 'git' || hasLines(loadedOf(file)),
  );
  useOpenedChange(conversationId, files);
  const refresh = (): void => void queries.invalidateQueries({ queryKey: KEYS.workspace(conversationId) });
  return (
    <ChangesState
      isPast={isPast}
      status={status}
      asksGit={asksGit}
      git={git}
      hasFiles={files.length > 0}
      onWake={() => setWoken(true)}
    >
      {(note) => (
        <ChangesView
          conversationId={conversationId}
          files={files}
          loadedOf={loadedOf}
          isOpen={isOpen}
          onRetry={({ path }) => answers.get(path)?.retry()}
          onRefresh={asksGit ? refresh : null}
          refreshing={git.isFetching}
          onOpenFile={isPast ? null : (path) => openFile({ path })}
          note={note}
        />
      )}
    </ChangesState>
  );
}

/** What was changed and put back is no change. */
const hasLines = (loaded: LoadedDiff): boolean =>
  loaded.state !== 'ready' || loaded.diff.added > 0 || loaded.diff.removed > 0;

/** Opens the file that somebody asked to see from elsewhere. */
function useOpenedChange(conversationId: string, files: readonly ChangedFile[]): void {
  const target = useOpenTargets(({ change }) => change);
  const file = files.find(
    ({ path }) => path === target || path === inWorkspace(target ?? '', null) || target?.endsWith(`/${path}`),
  );
  const path = file?.path;
  useEffect(() => {
    if (path === undefined) return;
    useOpenTargets.setState({ change: null });
    useOpenedFiles.getState().choose([viewedKey(conversationId, path)], true);
    const heading = document.querySelector<HTMLElement>(`[data-changed-file="${CSS.escape(path)}"]`);
    heading?.focus({ preventScroll: true });
    heading?.closest('section')?.scrollIntoView({ block: 'start' });
  }, [conversationId, path]);
}
