import type { ReactNode } from 'react';

/** Lines added and removed. */
export function Lines({ added, removed }: { added: number; removed: number }): ReactNode {
  return (
    <span className="shrink-0 text-xs tabular-nums">
      <span className="sr-only">{`${added} lines added, ${removed} removed`}</span>
      <span aria-hidden className="text-green-text">{`+${added}`}</span>{' '}
      <span aria-hidden className="text-red-text">{`−${removed}`}</span>
    </span>
  );
}
