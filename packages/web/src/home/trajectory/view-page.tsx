import { useMemo, type ReactNode } from 'react';
import { ErrorBoundary } from '../../app/error-boundary.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { Inspector, InspectorKeys } from '../../app/shell/inspector.tsx';
import { PageBar } from '../../app/shell/page-bar.tsx';
import { useFileDrop } from '../../attachment/use-file-drop.ts';
import { recordedConversation, RecordedConversation } from '../../live/index.ts';
import { Log } from '../../log/log.tsx';
import { oneLine } from '../../screen/index.ts';
import { DropPlace } from './drop-place.tsx';
import { useOpened } from './opened.ts';
import type { Trajectory } from './read-trajectory.ts';
import { ViewBar } from './view-bar.tsx';

/** A recorded conversation from a file, with its log and all that can be told from it. Nothing runs. */
export function ViewPage(): ReactNode {
  const { trajectory, problem, open } = useOpened();
  const dragged = useFileDrop(([file]) => {
    if (file !== undefined) void open(file);
  });
  usePageTitle(trajectory === null ? 'Open a trajectory' : oneLine(trajectory.name));
  if (trajectory !== null) return <Recorded trajectory={trajectory} />;
  return (
    <>
      <PageBar>Trajectory</PageBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-(--log-width) px-4 pt-[clamp(1.5rem,12dvh,9rem)] pb-10">
          <DropPlace problem={problem} dragged={dragged} onFile={(file) => void open(file)} />
        </div>
      </div>
    </>
  );
}

function Recorded({ trajectory }: { trajectory: Trajectory }): ReactNode {
  const live = useMemo(() => recordedConversation(trajectory.events), [trajectory]);
  return (
    <RecordedConversation live={live}>
      <div className="flex min-h-0 flex-1">
        <InspectorKeys />
        <div className="flex min-w-0 flex-1 flex-col">
          <ViewBar trajectory={trajectory} />
          <ErrorBoundary name="The log">
            <Log conversationId="" />
          </ErrorBoundary>
        </div>
        <Inspector conversationId="" />
      </div>
    </RecordedConversation>
  );
}
