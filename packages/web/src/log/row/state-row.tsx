import { useMemo, type ReactNode } from 'react';
import { describe, durationText, secondsBetween, type StateEntry } from '../../screen/index.ts';
import { useLogTime } from '../view/log-time.ts';
import { EventLine } from './event-line.tsx';

/** That the agent paused, was stopped, or waits: then when it goes on by itself. */
export function StateRow({ entry }: { entry: StateEntry }): ReactNode {
  const line = useMemo(() => describe(entry), [entry]);
  const { resumeAt, endedAt } = entry;
  return (
    <>
      <EventLine line={line} at={entry.at} open={false} onToggle={undefined} />
      {resumeAt !== null && endedAt === null && <GoesOn at={resumeAt} />}
    </>
  );
}

function GoesOn({ at }: { at: string }): ReactNode {
  const now = useLogTime();
  const seconds = secondsBetween(new Date(now).toISOString(), at) ?? 0;
  return (
    <p className="mb-1 ml-5.5 text-sm text-muted tabular-nums">
      {seconds >= 1
        ? `It goes on by itself in ${durationText(Math.floor(seconds)).replace('.0', '')}.`
        : 'It goes on now.'}
    </p>
  );
}
