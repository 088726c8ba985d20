import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { classNames } from '../../design/class-names.ts';
import type { LogRow } from '../../screen/index.ts';
import { useLogAround } from '../view/log-view-context.ts';
import { LogRowView } from './log-row.tsx';
import { rowName } from './row-name.ts';

/** Where a row stands in the log: what assistive technology counts, and what the keyboard moves through. */
export const RowPlace = memo(function RowPlace({ row, index }: { row: LogRow; index: number }): ReactNode {
  const { view, workspace } = useLogAround();
  const isCurrent = useStore(view, (state) => state.current === row.key);
  return (
    <article
      data-row={row.key}
      data-kind={row.type === 'entry' ? row.entry.kind : row.type}
      aria-label={rowName(row, workspace)}
      aria-posinset={index + 1}
      // How many there are changes all the time.
      aria-setsize={-1}
      aria-current={isCurrent || undefined}
      tabIndex={-1}
      onFocus={() => {
        if (!isCurrent) view.setState({ current: row.key });
      }}
      className={classNames(
        'relative scroll-my-2',
        isCurrent &&
          'before:absolute before:inset-y-0.5 before:-left-3 before:w-0.5 before:rounded-full before:bg-accent',
      )}
    >
      <LogRowView row={row} />
    </article>
  );
});
