import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNote } from '../design/error-note.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useLive } from '../live/index.ts';

/** In place of a log that is on its way: rows, and how much of it has come. */
export function LogLoading(): ReactNode {
  const loaded = useLive((state) => state.loaded);
  const percent = Math.round(loaded * 100);
  return (
    <div
      role="progressbar"
      aria-label="Loading the log"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="mx-auto flex min-h-0 w-full max-w-(--log-width) flex-1 flex-col gap-3 overflow-hidden px-4 pt-6"
    >
      {WIDTHS.map((width, index) => (
        <div key={index} className="flex items-center gap-2">
          <Skeleton className="size-3.5" />
          <Skeleton className={`h-3 ${width}`} />
        </div>
      ))}
      {loaded > 0 && (
        <p className="animate-late text-sm text-muted tabular-nums">Loading the log, {percent} % so far</p>
      )}
    </div>
  );
}

const WIDTHS = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5', 'w-3/4', 'w-1/3', 'w-1/2'];

/** In place of a log that could not be had. */
export function LogFailed(): ReactNode {
  const failure = useLive((state) => state.failure);
  return (
    <div className="mx-auto w-full max-w-(--log-width) px-4 pt-6">
      <ErrorNote
        title="The log could not be loaded"
        failure={failure ?? new Error('The connection to the server has ended')}
        remedy="The work of the agent is not affected. Try again, or look whether the server runs."
        action={
          <Button size="small" icon="refresh" onClick={() => location.reload()}>
            Try again
          </Button>
        }
      />
    </div>
  );
}

/** In place of a log in which nothing stands. */
export function LogEmpty(): ReactNode {
  const notice = useLive((state) => state.notice);
  const moment = useLive((state) => state.moment);
  if (moment !== null) return <EmptyState title="Nothing had happened yet at this moment" />;
  return (
    <EmptyState icon="conversation" title="Nothing has happened yet">
      {notice === null ? 'Say what is to be done; what the agent says and does appears here.' : notice.text}
    </EmptyState>
  );
}
