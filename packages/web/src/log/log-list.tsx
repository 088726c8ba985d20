import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useStore } from 'zustand';
import { useLive } from '../live/index.ts';
import type { LogRow } from '../screen/index.ts';
import { FindBar } from './find/find-bar.tsx';
import { NewPill } from './follow/new-pill.tsx';
import { useFollowEnd } from './follow/use-follow-end.ts';
import { LogRowView } from './row/log-row.tsx';
import { RowPlace } from './row/row-place.tsx';
import { createLogView } from './view/log-view.ts';
import { LogViewContext, type LogAround } from './view/log-view-context.ts';
import { useLogKeys } from './view/use-log-keys.ts';
import { useLogRows } from './view/use-log-rows.ts';
import { LiveWordsView } from './words/live-words.tsx';

/** Drawn beyond what is seen, so that a flick of the wheel shows no gaps. Pixels. */
const AHEAD_PX = 200;

/** The rows of the log, as many as are seen. */
export function LogList({ workspace, driven }: Pick<LogAround, 'workspace' | 'driven'>): ReactNode {
  const rows = useLogRows();
  const moment = useLive((state) => state.moment);
  const [view] = useState(createLogView);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { follows, onScroll, onResize, hold, leave, toEnd } = useFollowEnd(scroller, content);
  const around = useMemo(
    () => ({ view, hold, workspace, driven, Row: LogRowView }),
    [view, hold, workspace, driven],
  );
  const current = useStore(view, (state) => state.current);
  const kept = useMemo(() => {
    const index = current === null ? -1 : rows.findIndex((row) => row.key === current);
    return index < 0 ? [] : [index];
  }, [current, rows]);

  // A log opens at its end, and so does each moment of the past.
  useLayoutEffect(toEnd, [moment, toEnd]);
  const missed = useMissed(rows.length, follows);

  const reveal = useCallback(
    (index: number, align: 'nearest' | 'center' = 'nearest') => {
      leave();
      list.current?.scrollToIndex(index, { align });
    },
    [leave],
  );
  const firstSeen = useCallback(() => {
    const { current: handle } = list;
    if (handle === null) return 0;
    return Math.min(rows.length - 1, handle.findItemIndex(handle.scrollOffset + handle.viewportSize / 3));
  }, [rows.length]);
  useLogKeys({ view, rows, scroller, reveal, hold, toEnd, firstSeen });

  return (
    <LogViewContext value={around}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <FindBar rows={rows} view={view} scroller={scroller} reveal={reveal} />
        <div
          ref={scroller}
          data-log-scroller
          onScroll={onScroll}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]"
        >
          <div ref={content} className="mx-auto w-full max-w-(--log-width) px-4 pt-4 pb-6">
            <div role="feed" aria-label="Events">
              <Virtualizer
                ref={list}
                data={rows}
                scrollRef={scroller}
                startMargin={16}
                bufferSize={AHEAD_PX}
                keepMounted={kept}
                onResize={onResize}
              >
                {(row: LogRow, index: number) => <RowPlace key={row.key} row={row} index={index} />}
              </Virtualizer>
            </div>
            <LiveWordsView />
          </div>
        </div>
        {!follows && <NewPill count={missed} onJump={toEnd} />}
      </div>
    </LogViewContext>
  );
}

/** How many rows came since the end was left. */
function useMissed(count: number, follows: boolean): number {
  const [left, setLeft] = useState(count);
  useEffect(() => {
    if (follows) setLeft(count);
  }, [follows, count]);
  return follows ? 0 : Math.max(0, count - left);
}
