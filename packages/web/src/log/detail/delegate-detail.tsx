import { useMemo, type ReactNode } from 'react';
import type { DelegateEntry } from '../../screen/index.ts';
import { groups } from '../../screen/index.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { NestedRows } from '../row/nested-rows.tsx';
import { FailureNote } from './failure-note.tsx';

/** What another agent was asked, did and answered: a log in the log. */
export function DelegateDetail({ entry }: { entry: DelegateEntry }): ReactNode {
  const { task, entries, result, error } = entry;
  const rows = useMemo(() => groups(entries), [entries]);
  return (
    <div className="mt-0.5 mb-2 ml-1.5 flex flex-col gap-2 border-l border-hairline-strong pl-4">
      {task !== '' && <Markdown text={task} className="text-muted" />}
      <NestedRows rows={rows} label={`What ${entry.agent === '' ? 'the other agent' : entry.agent} did`} />
      {result !== '' && result !== error && (
        <div>
          <p className="text-xs font-medium text-muted">Answered</p>
          <Markdown text={result} />
        </div>
      )}
      {error !== '' && (
        <div className="overflow-hidden rounded-md">
          <FailureNote entry={entry} />
        </div>
      )}
    </div>
  );
}
