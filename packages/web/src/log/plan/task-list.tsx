import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { oneLine, type TaskItem } from '../../screen/index.ts';

const WORDS: Readonly<Record<TaskItem['status'], string>> = {
  todo: 'To do',
  in_progress: 'In work',
  done: 'Done',
};

/** The agent's list of tasks, each with a shape that says how it stands. */
export function TaskList({ tasks }: { tasks: readonly TaskItem[] }): ReactNode {
  return (
    <ol className="flex flex-col gap-0.5 py-0.5">
      {tasks.map(({ title, status, notes }, index) => (
        <li key={index} className="flex gap-2 text-sm">
          <TaskMark status={status} />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="sr-only">{WORDS[status]}: </span>
            <span
              className={classNames(
                status === 'done' && 'text-faint line-through decoration-hairline-strong',
                status === 'in_progress' && 'font-medium text-strong',
              )}
            >
              {oneLine(title)}
            </span>
            {notes !== '' && <span className="block text-xs text-muted">{oneLine(notes)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function TaskMark({ status }: { status: TaskItem['status'] }): ReactNode {
  return (
    <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden className="mt-1 shrink-0">
      {status === 'done' ? (
        <path
          d="m2 6.4 2.8 2.8L10.2 3.4"
          className="fill-none stroke-green"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : (
        <>
          <circle
            cx="6"
            cy="6"
            r="4.5"
            strokeWidth="1.5"
            className={classNames('fill-none', status === 'in_progress' ? 'stroke-blue' : 'stroke-edge')}
          />
          {status === 'in_progress' && <circle cx="6" cy="6" r="2" className="fill-blue" />}
        </>
      )}
    </svg>
  );
}
