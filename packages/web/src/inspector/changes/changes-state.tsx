import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Conversation } from '../../api/conversations.ts';
import type { GitChange } from '../../api/workspace/workspace.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { PastNote } from '../past-note.tsx';

export interface ChangesStateProps {
  isPast: boolean;
  /** Undefined while it is not known, and for a log without a server. */
  status: Conversation['status'] | undefined;
  asksGit: boolean;
  git: Pick<UseQueryResult<GitChange[] | null>, 'data' | 'error' | 'isPending' | 'refetch'>;
  hasFiles: boolean;
  onWake: () => void;
  /** The list, with what is to be said above it. */
  children: (note: ReactNode) => ReactNode;
}

/** What stands in place of the list, or above it, by how things are. */
export function ChangesState(props: ChangesStateProps): ReactNode {
  const { isPast, status, asksGit, git, hasFiles, onWake, children } = props;
  const list = (note: ReactNode, empty: ReactNode): ReactNode => (hasFiles ? children(note) : empty);
  const nothing = (
    <EmptyState icon="changes" title="Nothing has changed yet">
      Files that the agent changes appear here, compared with where it began.
    </EmptyState>
  );
  if (isPast) {
    const note = <PastNote>What the agent had edited by then.</PastNote>;
    return list(
      note,
      <>
        {note}
        <EmptyState icon="changes" title="Nothing had been edited yet">
          The log knows what the agent did with its editor. What commands changed it does not know.
        </EmptyState>
      </>,
    );
  }
  if (asksGit && git.isPending) {
    return (
      <div className="p-4">
        <SkeletonLines lines={6} label="Comparing the workspace" />
      </div>
    );
  }
  if (asksGit && git.error !== null && git.data === undefined) {
    const note = (
      <div className="p-3">
        <ErrorNote
          title="The workspace could not be compared"
          failure={git.error}
          action={
            <Button size="small" icon="refresh" onClick={() => void git.refetch()}>
              Try again
            </Button>
          }
        />
      </div>
    );
    return list(note, note);
  }
  if (asksGit) {
    if (git.data !== null) return list(null, nothing);
    const note = <Note>There is no repository here: these are the edits that the log knows.</Note>;
    return list(note, nothing);
  }
  if (status === undefined) return list(null, nothing);
  if (status === 'STARTING') {
    return list(
      <Note>The workspace is being prepared.</Note>,
      <div className="p-4">
        <SkeletonLines lines={4} label="The workspace is being prepared" />
      </div>,
    );
  }
  const wake = (
    <Button size="small" onClick={onWake}>
      Compare the workspace
    </Button>
  );
  return list(
    <Note action={wake}>The sandbox is not running: these are the edits that the log knows.</Note>,
    <EmptyState icon="changes" title="The log knows of no edits" action={wake}>
      The sandbox is not running. Comparing starts it for as long as you look.
    </EmptyState>,
  );
}

function Note({ children, action }: { children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-hairline bg-canvas px-3 py-1.5 text-xs text-muted">
      <p className="min-w-0 flex-1">{children}</p>
      {action}
    </div>
  );
}
