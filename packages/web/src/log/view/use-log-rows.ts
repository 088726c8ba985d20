import { useRef } from 'react';
import { useShown } from '../../live/index.ts';
import { groups, type LogRow } from '../../screen/index.ts';

/** The rows of what is shown. Those that hold the same as before are the same objects. */
export function useLogRows(): readonly LogRow[] {
  const entries = useShown((screen) => screen.entries);
  const last = useRef<{ entries: typeof entries; rows: readonly LogRow[] }>({ entries: [], rows: [] });
  if (last.current.entries !== entries) last.current = { entries, rows: groups(entries, last.current.rows) };
  return last.current.rows;
}
