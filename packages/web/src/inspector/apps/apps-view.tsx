import type { ReactNode } from 'react';
import type { WebHost } from '../../api/apps.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { AppList } from './app-list.tsx';
import { servingTask } from './serving-task.ts';

export interface AppsViewProps {
  /** Undefined while it is not known. */
  hosts: readonly WebHost[] | undefined;
  vscodeUrl: string | null;
  /** Why it is not known; null while all is well. */
  failure: Error | null;
  isPast: boolean;
  /** Whether the browser runs on the machine of the server. */
  isHere: boolean;
  onRetry: () => void;
  /** Left out where nothing can be said to the agent. */
  onAsk?: ((task: string) => void) | undefined;
}

/** What the sandbox serves, and what to do where that is nothing. */
export function AppsView(props: AppsViewProps): ReactNode {
  const { hosts, vscodeUrl, failure, isPast, isHere, onRetry, onAsk } = props;
  if (hosts === undefined && failure !== null) {
    return (
      <div className="p-3">
        <ErrorNote
          title="The addresses of the sandbox are not known"
          failure={failure}
          action={
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          }
        />
      </div>
    );
  }
  if (hosts === undefined) {
    return (
      <div className="p-4">
        <SkeletonLines lines={3} />
      </div>
    );
  }
  if (hosts.length === 0 && vscodeUrl === null) {
    return (
      <EmptyState
        icon="apps"
        title="Nothing is served yet"
        action={
          onAsk !== undefined && (
            <Button size="small" icon="send" onClick={() => onAsk(servingTask({ isHere }))}>
              Ask the agent to serve it
            </Button>
          )
        }
      >
        {isHere
          ? 'A web server that you or the agent start in the sandbox shows up here. Where the sandbox has its network off, nothing does.'
          : 'A web server that you or the agent start in the sandbox shows up here, if it listens on all addresses (0.0.0.0). Where the sandbox has its network off, nothing does.'}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col">
      {isPast && (
        <p className="border-b border-hairline bg-amber-soft px-3 py-1.5 text-xs text-amber-text">
          These are the addresses of now; what answered in the past is not recorded.
        </p>
      )}
      <AppList hosts={hosts} vscodeUrl={vscodeUrl} />
    </div>
  );
}
