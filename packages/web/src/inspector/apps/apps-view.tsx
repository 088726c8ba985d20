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
  onRetry: () => void;
  /** Left out where nothing can be said to the agent. */
  onAsk?: ((task: string) => void) | undefined;
}

/** What the sandbox serves, and what to do where that is nothing. */
export function AppsView({ hosts, vscodeUrl, failure, isPast, onRetry, onAsk }: AppsViewProps): ReactNode {
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
      <EmptyState icon="apps" title="No ports are published">
        The sandbox of this conversation publishes none, so that nothing in it can be opened from here. What
        the agent starts can still be tried in the terminal.
      </EmptyState>
    );
  }
  const task = servingTask(hosts);
  return (
    <div className="flex flex-col">
      {isPast && (
        <p className="border-b border-hairline bg-amber-soft px-3 py-1.5 text-xs text-amber-text">
          These are the addresses of now; what answered in the past is not recorded.
        </p>
      )}
      <AppList hosts={hosts} vscodeUrl={vscodeUrl} />
      {task !== '' && (
        <div className="flex flex-wrap items-center gap-2 px-3 py-3 text-xs text-muted">
          <p className="min-w-48 flex-1 text-pretty">
            An address answers once something listens on its port. Nothing there yet? The agent can start it.
          </p>
          {onAsk !== undefined && (
            <Button size="small" icon="send" onClick={() => onAsk(task)}>
              Ask the agent
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
