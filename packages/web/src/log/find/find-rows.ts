import type { LogRow } from '../../screen/index.ts';
import { entryTexts } from './entry-text.ts';

/** Rows that are looked at before others may do something. */
const AT_ONCE = 200;

/** Whether a text is in a row, without regard to case. */
function finder(query: string): (row: LogRow) => boolean {
  const pattern = new RegExp(query.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
  return (row) => {
    const entries = row.type === 'entry' ? [row.entry] : row.entries;
    return entries.some((entry) => entryTexts(entry).some((text) => pattern.test(text)));
  };
}

/** Indexes of the rows in which a text is; gives what was found so far now and then, and may be left at any time. */
export function* findRows(rows: readonly LogRow[], query: string): Generator<readonly number[]> {
  const found: number[] = [];
  const fits = finder(query);
  for (const [index, row] of rows.entries()) {
    if (fits(row)) found.push(index);
    if (index % AT_ONCE === AT_ONCE - 1) yield [...found];
  }
  yield found;
}

/** The one after, or before, `from` in a ring; the nearest at or after `from` where it is none of them. */
export function nextFound(found: readonly number[], from: number, by: 1 | -1): number | undefined {
  if (by === 1) return found.find((index) => index > from) ?? found[0];
  return found.findLast((index) => index < from) ?? found.at(-1);
}
