import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { useLive, useShown } from '../../live/live-context.ts';
import type { TabProps } from '../tab-props.ts';
import { Cell } from './cell.tsx';
import { cellsOf } from './cells.ts';

/** How near the end somebody is who wants to see what comes, CSS pixels. */
const NEAR_END = 40;

/** The agent's Python session as a notebook. */
export function Python(_props: TabProps): ReactNode {
  const entries = useShown((screen) => screen.entries);
  const caughtUp = useLive((state) => state.caughtUp);
  const isPast = useLive(({ moment }) => moment !== null);
  const cells = useMemo(() => cellsOf({ entries }), [entries]);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  const isEmpty = cells.length === 0;
  useEffect(() => {
    // Also what comes later makes it longer: output, pictures, code in colours.
    const observer = new ResizeObserver(() => {
      if (follows.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    });
    if (list.current !== null) observer.observe(list.current);
    return () => observer.disconnect();
  }, [isEmpty]);
  if (isEmpty) {
    if (!caughtUp) {
      return (
        <div className="p-4">
          <SkeletonLines lines={4} />
        </div>
      );
    }
    return (
      <EmptyState icon="python" title={isPast ? 'No cell had run by then' : 'No cell has run yet'}>
        Python that the agent runs appears here, with what it writes and draws.
      </EmptyState>
    );
  }
  return (
    <div
      ref={box}
      tabIndex={0}
      role="group"
      aria-label="Notebook"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      <ol ref={list} aria-label="Cells" className="flex flex-col gap-5 p-4">
        {cells.map(({ entry, number }) => (
          <Cell key={entry.key} entry={entry} number={number} />
        ))}
      </ol>
    </div>
  );
}
