import { useId, useState, type ReactNode } from 'react';
import { stored } from '../../app/stored.ts';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { useShown } from '../../live/index.ts';
import { oneLine } from '../../screen/index.ts';
import { TaskList } from './task-list.tsx';

const kept = stored<boolean>('plan-open', (value) => value === true);

/** The agent's list of tasks at the top of the log, as long as something of it is open. */
export function PinnedPlan(): ReactNode {
  const tasks = useShown((screen) => screen.tasks);
  const [open, setOpen] = useState(() => kept.read());
  const id = useId();
  const done = tasks.filter((task) => task.status === 'done').length;
  if (done === tasks.length) return null;
  const current =
    tasks.find((task) => task.status === 'in_progress') ?? tasks.find((task) => task.status === 'todo');
  const toggle = (): void => {
    kept.write(!open);
    setOpen(!open);
  };
  return (
    <section aria-label="Plan" className="shrink-0 border-b border-hairline">
      <div className="mx-auto w-full max-w-(--log-width) px-4">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={toggle}
          className="flex h-8 w-full items-center gap-2 text-left text-sm pointer-coarse:h-10"
        >
          <Icon name="plan" size={14} className="shrink-0 text-faint" />
          <span className="shrink-0 font-medium text-strong">Plan</span>
          <span className="min-w-0 flex-1 truncate text-muted">{oneLine(current?.title ?? '')}</span>
          <span aria-hidden className="flex w-16 shrink-0 gap-0.5 max-sm:hidden">
            {tasks.slice(0, 16).map(({ status }, index) => (
              <span
                key={index}
                className={classNames(
                  'h-1 flex-1 rounded-full',
                  status === 'done' ? 'bg-green' : status === 'in_progress' ? 'bg-blue' : 'bg-pressed',
                )}
              />
            ))}
          </span>
          <span className="shrink-0 text-xs text-muted tabular-nums">
            {done} of {tasks.length} done
          </span>
          <Icon
            name="right"
            size={14}
            className={classNames('text-faint transition-transform', open && 'rotate-90')}
          />
        </button>
        <div id={id} hidden={!open} className="max-h-[30dvh] overflow-y-auto pb-2 pl-5.5">
          {open && <TaskList tasks={tasks} />}
        </div>
      </div>
    </section>
  );
}
