import { useId, useMemo, type ReactNode } from 'react';
import {
  describe,
  firstSentence,
  oneLine,
  visibleText,
  type CondensationEntry,
  type Entry,
  type PlanEntry,
  type RecallEntry,
  type ThoughtEntry,
  type UnknownEntry,
} from '../../screen/index.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { TaskList } from '../plan/task-list.tsx';
import { DetailFrame, DetailNote } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { useRowOpen } from '../view/log-view-context.ts';
import { AgentWords } from './agent-words.tsx';
import { EventLine } from './event-line.tsx';

/** A line that opens; without anything behind it, a line. */
function LineRow({ entry, children }: { entry: Entry; children?: ReactNode }): ReactNode {
  const line = useMemo(() => describe(entry), [entry]);
  const [open, toggle] = useRowOpen(entry.key, false);
  const id = useId();
  const empty = children === undefined || children === null;
  return (
    <>
      <EventLine
        line={line}
        at={entry.at}
        open={open && !empty}
        onToggle={empty ? undefined : toggle}
        controls={id}
      />
      {open && !empty && <div id={id}>{children}</div>}
    </>
  );
}

/** Reasoning: muted, its first sentence until it is opened. */
export function ThoughtRow({ entry }: { entry: ThoughtEntry }): ReactNode {
  const isShort = oneLine(entry.text) === oneLine(firstSentence(entry.text)) && entry.text.length < 80;
  return (
    <LineRow entry={entry}>
      {isShort ? null : (
        <div className="mb-2 ml-5.5 border-l border-hairline pl-3 max-sm:ml-0">
          <Markdown text={entry.text} className="text-sm text-muted" />
        </div>
      )}
    </LineRow>
  );
}

export function PlanRow({ entry }: { entry: PlanEntry }): ReactNode {
  return (
    <>
      {entry.thought.trim() !== '' && <AgentWords text={entry.thought} className="mt-1.5 mb-1" />}
      <LineRow entry={entry}>
        {entry.tasks.length === 0 ? null : (
          <div className="mb-2 ml-5.5 max-sm:ml-0">
            <TaskList tasks={entry.tasks} />
          </div>
        )}
      </LineRow>
    </>
  );
}

export function CondensationRow({ entry }: { entry: CondensationEntry }): ReactNode {
  const { range, summary } = entry;
  return (
    <LineRow entry={entry}>
      <DetailFrame>
        <DetailNote>
          The model does not see {range === null ? 'these steps' : `events ${range[0]} to ${range[1]}`} any
          more. They stay here
          {summary === '' ? '; nothing was written in their place.' : ', and this stands in their place:'}
        </DetailNote>
        {summary !== '' && (
          <div className="px-3 py-2">
            <Markdown text={summary} className="text-sm" />
          </div>
        )}
      </DetailFrame>
    </LineRow>
  );
}

export function RecallRow({ entry }: { entry: RecallEntry }): ReactNode {
  const { query, skills, content } = entry;
  return (
    <LineRow entry={entry}>
      <DetailFrame>
        {skills.map(({ name, trigger }) => (
          <DetailNote key={name}>
            <span className="text-body">{oneLine(name)}</span>
            {trigger !== '' && `, because of “${oneLine(trigger)}”`}
          </DetailNote>
        ))}
        {query !== '' && skills.length === 0 && <DetailNote>{visibleText(query)}</DetailNote>}
        {content !== '' && <FoldedCode text={content} language="markdown" wrap />}
      </DetailFrame>
    </LineRow>
  );
}

export function UnknownRow({ entry }: { entry: UnknownEntry }): ReactNode {
  return (
    <LineRow entry={entry}>
      <DetailFrame>
        <DetailNote>
          This version of Capstan does not know this kind of event. It is kept as it is.
        </DetailNote>
        <FoldedCode text={entry.json} language="json" wrap />
      </DetailFrame>
    </LineRow>
  );
}
