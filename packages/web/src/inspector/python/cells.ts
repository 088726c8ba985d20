import { walkEntries, type CellEntry, type ScreenState } from '../../screen/index.ts';

/** A cell with the number that it has in the session. */
export interface NumberedCell {
  entry: CellEntry;
  /** From 1, by the order in which they ran; null for one that has not run. */
  number: number | null;
}

/** Cells of the session, the oldest first, by whichever agent: all of them share it. */
export function cellsOf({ entries }: Pick<ScreenState, 'entries'>): readonly NumberedCell[] {
  let number = 0;
  return Array.from(walkEntries(entries))
    .filter((entry): entry is CellEntry => entry.kind === 'cell')
    .toSorted((a, b) => a.id - b.id)
    .map((entry) => ({ entry, number: entry.startedAt === null ? null : (number += 1) }));
}
