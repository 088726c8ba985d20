import { useId, useMemo, type ReactNode } from 'react';
import {
  explorationText,
  oneLine,
  secondsBetween,
  type EntryLine,
  type ExplorationRow as Row,
} from '../../screen/index.ts';
import { useRowOpen } from '../view/log-view-context.ts';
import { AgentWords } from './agent-words.tsx';
import { EventLine } from './event-line.tsx';
import { LiveTail } from './live-tail.tsx';
import { EntryView } from './entry-view.tsx';

/** A run of looking around: one line, which opens to what was looked at. */
export function ExplorationRow({ row }: { row: Row }): ReactNode {
  const [open, toggle] = useRowOpen(row.key, false);
  const line = useMemo(() => lineOf(row), [row]);
  const last = row.entries.at(-1);
  const id = useId();
  return (
    <>
      {row.thought.trim() !== '' && <AgentWords text={row.thought} className="mt-1.5 mb-1" />}
      <EventLine line={line} at={row.entries[0]?.at ?? ''} open={open} onToggle={toggle} controls={id} />
      {open ? (
        <div id={id} className="mb-1 ml-1.5 border-l border-hairline pl-4">
          {row.entries.map((entry, index) => (
            <EntryView
              key={entry.key}
              entry={index === 0 && 'thought' in entry ? { ...entry, thought: '' } : entry}
            />
          ))}
        </div>
      ) : (
        last?.kind === 'command' && last.progress === 'running' && <LiveTail actionId={last.actionId} />
      )}
    </>
  );
}

function lineOf(row: Row): EntryLine {
  const { entries, running } = row;
  const names = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'read' ? [entry.path.slice(entry.path.lastIndexOf('/') + 1)] : [],
    ),
  );
  const ends = entries.flatMap((entry) =>
    'endedAt' in entry && entry.endedAt !== null ? [entry.endedAt] : [],
  );
  return {
    icon: 'read',
    verb: explorationText(row),
    object: oneLine([...names].slice(0, 6).join(', ')),
    style: 'text',
    result: null,
    seconds: running ? null : secondsBetween(entries[0]?.at ?? null, ends.at(-1) ?? null),
    since: running ? (entries[0]?.at ?? null) : null,
  };
}
