import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A grey place for what is on its way. It appears after 300 ms only: what comes sooner needs no place. */
export function Skeleton({ className }: { className?: string }): ReactNode {
  return (
    <div aria-hidden data-skeleton className={classNames('animate-late rounded-sm bg-pressed', className)} />
  );
}

/** Lines of text on their way. */
export function SkeletonLines({
  lines = 3,
  label = 'Loading',
}: {
  lines?: number;
  label?: string;
}): ReactNode {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2.5">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={classNames('h-3', WIDTHS[index % WIDTHS.length])} />
      ))}
    </div>
  );
}

const WIDTHS = ['w-3/4', 'w-full', 'w-5/6', 'w-2/3'];
