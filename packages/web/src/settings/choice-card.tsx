import { useId, type ReactNode } from 'react';
import { classNames } from '../design/class-names.ts';

export interface ChoiceCardProps {
  /** The same for all cards of a choice: arrow keys go between them. */
  group: string;
  title: string;
  /** What it means, in a sentence or two. */
  children: ReactNode;
  checked: boolean;
  onChoose: () => void;
}

/** One of a few that need a word of explanation each. */
export function ChoiceCard({ group, title, children, checked, onChoose }: ChoiceCardProps): ReactNode {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={classNames(
        'flex items-start gap-3 px-3 py-2.5 transition-colors not-first:border-t not-first:border-hairline',
        'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring',
        checked ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <input
        id={id}
        type="radio"
        name={group}
        checked={checked}
        aria-describedby={`${id}-help`}
        onChange={onChoose}
        className="mt-0.75 size-3.5 shrink-0 outline-none"
      />
      <span className="min-w-0">
        <span className="block text-sm font-medium text-strong">{title}</span>
        <span id={`${id}-help`} className="block text-xs text-pretty text-muted">
          {children}
        </span>
      </span>
    </label>
  );
}
