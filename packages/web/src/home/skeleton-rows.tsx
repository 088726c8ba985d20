import type { ReactNode } from 'react';
import { classNames } from '../design/class-names.ts';
import { Skeleton } from '../design/skeleton.tsx';

const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-1/2'];

/** Conversations on their way. */
export function SkeletonRows({ rows }: { rows: number }): ReactNode {
  return (
    <div role="status" aria-label="Loading conversations">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-3 px-2">
          <Skeleton className="mx-0.5 size-3 rounded-full" />
          <Skeleton className={classNames('h-3', WIDTHS[index % WIDTHS.length])} />
        </div>
      ))}
    </div>
  );
}
