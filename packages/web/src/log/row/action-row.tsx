import { useId, useMemo, type ReactNode } from 'react';
import { describe, type ActionEntry } from '../../screen/index.ts';
import { ActionDetail } from '../detail/action-detail.tsx';
import { useLogAround, useLogView, useRowOpen } from '../view/log-view-context.ts';
import { AgentWords } from './agent-words.tsx';
import { EventLine } from './event-line.tsx';
import { LiveTail } from './live-tail.tsx';

/** What the agent did. What failed stays open; what another agent does is open while it works. */
export function ActionRow({ entry }: { entry: ActionEntry }): ReactNode {
  const { workspace } = useLogAround();
  const line = useMemo(() => describe(entry, workspace), [entry, workspace]);
  const byItself = entry.progress === 'failed' || (entry.kind === 'delegate' && entry.progress === 'running');
  const [open, toggle] = useRowOpen(entry.key, byItself);
  const asked = useLogView(({ wanted, found }) => wanted.has(entry.key) || found === entry.key);
  const id = useId();
  return (
    <>
      {entry.thought.trim() !== '' && <AgentWords text={entry.thought} className="mt-1.5 mb-1" />}
      <EventLine
        line={line}
        at={entry.at}
        open={open}
        onToggle={toggle}
        controls={id}
        failed={entry.progress === 'failed'}
      />
      {open ? (
        <div id={id}>
          <ActionDetail entry={entry} unasked={!asked} />
        </div>
      ) : (
        entry.progress === 'running' && <LiveTail actionId={entry.actionId} />
      )}
    </>
  );
}
