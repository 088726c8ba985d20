import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';

/** What is behind an event line: parts one below the other, with hairlines between them. */
export function DetailFrame({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="mt-0.5 mb-2 ml-5.5 divide-y divide-hairline overflow-hidden rounded-md border border-hairline max-sm:ml-0">
      {children}
    </div>
  );
}

/** A part that says in small what the others are: on the left words, on the right what can be done. */
export function DetailBar({ children, actions }: { children?: ReactNode; actions?: ReactNode }): ReactNode {
  return (
    <div className="flex min-h-7 items-center gap-2 bg-raised py-0.5 pr-1 pl-3 text-xs text-muted">
      <div className="flex min-w-0 flex-1 items-center gap-2">{children}</div>
      {actions}
    </div>
  );
}

/** Words about what happened. */
export function DetailNote({
  tone = 'muted',
  children,
}: {
  tone?: 'muted' | 'bad';
  children: ReactNode;
}): ReactNode {
  return (
    <p
      className={classNames(
        'px-3 py-1.5 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]',
        tone === 'bad' ? 'bg-red-soft text-red-text' : 'text-muted',
      )}
    >
      {children}
    </p>
  );
}
