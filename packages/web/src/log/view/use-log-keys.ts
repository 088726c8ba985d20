import { useEffect, type RefObject } from 'react';
import { useStore } from 'zustand';
import { useCommand } from '../../app/keyboard/use-command.ts';
import type { LogRow } from '../../screen/index.ts';
import { toggleAll, type LogViewStore } from './log-view.ts';

interface LogKeys {
  view: LogViewStore;
  rows: readonly LogRow[];
  scroller: RefObject<HTMLElement | null>;
  /** Brings a row into view, so that it is there. */
  reveal: (index: number) => void;
  hold: () => void;
  toEnd: () => void;
  /** Index of the first row in view. */
  firstSeen: () => number;
}

/** What the keyboard does in a log. The current row has the focus. */
export function useLogKeys({ view, rows, scroller, reveal, hold, toEnd, firstSeen }: LogKeys): void {
  const current = useStore(view, (state) => state.current);

  const move = (by: 1 | -1): void | false => {
    if (rows.length === 0) return false;
    const at = rows.findIndex((row) => row.key === current);
    const next = at < 0 ? firstSeen() : Math.min(rows.length - 1, Math.max(0, at + by));
    const row = rows[next];
    if (row === undefined) return false;
    view.setState({ current: row.key });
    reveal(next);
    return undefined;
  };
  useCommand('event.next', () => move(1));
  useCommand('event.previous', () => move(-1));
  useCommand('event.open', () => {
    const button =
      current === null ? null : rowElement(scroller.current, current)?.querySelector('button[aria-expanded]');
    if (!(button instanceof HTMLElement)) return false;
    button.click();
    return undefined;
  });
  useCommand('event.toggle-all', () => {
    hold();
    toggleAll(view);
  });
  useCommand('event.last', () => {
    view.setState({ current: rows.at(-1)?.key ?? null });
    toEnd();
  });

  useEffect(() => {
    if (current === null) return undefined;
    // The row may have to be drawn first.
    const frame = requestAnimationFrame(() => {
      const element = rowElement(scroller.current, current);
      const active = document.activeElement;
      // Who looks for something goes on to write.
      if (active !== null && active.closest('[data-find]') !== null) return;
      if (element === null || element.contains(active)) return;
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [current, scroller]);
}

/** Where a row is drawn; null where it is not. */
export const rowElement = (scroller: HTMLElement | null, key: string): HTMLElement | null =>
  scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null;
