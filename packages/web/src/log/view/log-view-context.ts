import { createContext, useCallback, useContext, type ComponentType } from 'react';
import type { LogRow } from '../../screen/index.ts';
import { useStore } from 'zustand';
import { isOpen, setOpen, type LogView, type LogViewStore } from './log-view.ts';

export interface LogAround {
  view: LogViewStore;
  /** Called before the person opens or closes something: what they look at stays where it is. */
  hold: () => void;
  /** Folder that the agent works in; null where it is not known. */
  workspace: string | null;
  /** Whether somebody drives it: else nothing counts on, whatever was under way. */
  driven: boolean;
  /** Draws a row, for rows that have rows inside. */
  Row: ComponentType<{ row: LogRow }>;
}

export const LogViewContext = createContext<LogAround | null>(null);

export function useLogAround(): LogAround {
  const around = useContext(LogViewContext);
  if (around === null) throw new Error('There is no log around this component');
  return around;
}

export const useLogView = <Part>(select: (view: LogView) => Part): Part =>
  useStore(useLogAround().view, select);

/** Whether a row is open, and the way to change that. */
export function useRowOpen(key: string, byItself: boolean): [open: boolean, toggle: () => void] {
  const { view, hold } = useLogAround();
  const open = useStore(view, (state) => isOpen(state, key, byItself));
  const toggle = useCallback(() => {
    hold();
    setOpen(view, key, !open);
  }, [view, hold, key, open]);
  return [open, toggle];
}
