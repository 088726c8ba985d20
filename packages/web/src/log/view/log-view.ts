import { createStore, type StoreApi } from 'zustand';

/** What a person has done to a log on screen: it is kept while rows come and go. */
export interface LogView {
  /** By key of a row, whether the person wants it open. */
  wanted: ReadonlyMap<string, boolean>;
  /** What holds for rows that are not named: all open, all closed, or, where null, as each row sees fit. */
  all: boolean | null;
  /** Key of the row where the keyboard is; null while it is nowhere. */
  current: string | null;
  /** Key of a row that was looked for and is to be opened, whatever else holds. */
  found: string | null;
}

export type LogViewStore = StoreApi<LogView>;

export const createLogView = (): LogViewStore =>
  createStore<LogView>(() => ({ wanted: new Map(), all: null, current: null, found: null }));

/** `byItself`: whether the row is open where nobody said anything of it. */
export function isOpen({ wanted, all, found }: LogView, key: string, byItself: boolean): boolean {
  return found === key || (wanted.get(key) ?? all ?? byItself);
}

export function setOpen(view: LogViewStore, key: string, open: boolean): void {
  view.setState(({ wanted, found }) => ({
    wanted: new Map(wanted).set(key, open),
    found: found === key ? null : found,
  }));
}

/** Opens all rows, and closes them the next time. */
export function toggleAll(view: LogViewStore): void {
  view.setState(({ all }) => ({ all: all !== true, wanted: new Map(), found: null }));
}
