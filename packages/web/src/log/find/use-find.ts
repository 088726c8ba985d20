import { useEffect, useState } from 'react';
import type { LogRow } from '../../screen/index.ts';
import { findRows } from './find-rows.ts';

export interface Found {
  /** Indexes of rows. */
  rows: readonly number[];
  /** Whether all rows have been looked at. */
  complete: boolean;
}

const NOTHING: Found = { rows: [], complete: true };

/** Looks for a text, a part of the log at a time. */
export function useFind(rows: readonly LogRow[], query: string): Found {
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    if (query === '') {
      setFound(NOTHING);
      return undefined;
    }
    const search = findRows(rows, query);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: readonly number[] = [];
    const step = (): void => {
      const part = search.next();
      if (part.done === true) {
        setFound({ rows: last, complete: true });
        return;
      }
      last = part.value;
      timer = setTimeout(step);
    };
    timer = setTimeout(step);
    return () => clearTimeout(timer);
  }, [rows, query]);
  return found;
}
