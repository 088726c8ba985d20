/** A stretch of one sequence in place of one of another; `from` inclusive, `to` exclusive, counted from 0. */
export interface Change {
  beforeFrom: number;
  beforeTo: number;
  afterFrom: number;
  afterTo: number;
}

/**
 * The fewest insertions and deletions that make `after` of `before` (Myers 1986), in order and apart from each other;
 * null where more than `mostEdits` of them are needed.
 */
export function shortestEdit(before: Int32Array, after: Int32Array, mostEdits: number): Change[] | null {
  const reached = [new Int32Array([0])];
  const limit = Math.min(mostEdits, before.length + after.length);
  for (let edits = 0; edits <= limit; edits += 1) {
    const last = reached[edits - 1];
    const now = new Int32Array(2 * edits + 1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = last === undefined ? 0 : nextX(last, edits, diagonal);
      let y = x - diagonal;
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x += 1;
        y += 1;
      }
      now[diagonal + edits] = x;
      if (x >= before.length && y >= after.length)
        return pathOf([...reached.slice(0, edits), now], before, after);
    }
    reached[edits] = now;
  }
  return null;
}

const at = (row: Int32Array, index: number): number => row[index] ?? -1;

/** Where the next path on a diagonal begins: below the one to the right, or right of the one to the left. */
function nextX(last: Int32Array, edits: number, diagonal: number): number {
  const fromAbove = comesFromAbove(last, edits, diagonal);
  return fromAbove ? at(last, diagonal + edits) : at(last, diagonal + edits - 2) + 1;
}

function comesFromAbove(last: Int32Array, edits: number, diagonal: number): boolean {
  if (diagonal === -edits) return true;
  if (diagonal === edits) return false;
  return at(last, diagonal + edits - 2) < at(last, diagonal + edits);
}

function pathOf(reached: readonly Int32Array[], before: Int32Array, after: Int32Array): Change[] {
  const changes: Change[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = reached.length - 1; edits > 0; edits -= 1) {
    const last = reached[edits - 1] ?? new Int32Array(1);
    const diagonal = x - y;
    const fromAbove = comesFromAbove(last, edits, diagonal);
    const startX = fromAbove ? at(last, diagonal + edits) : at(last, diagonal + edits - 2);
    const startY = startX - (fromAbove ? diagonal + 1 : diagonal - 1);
    addFirst(changes, {
      beforeFrom: startX,
      beforeTo: fromAbove ? startX : startX + 1,
      afterFrom: startY,
      afterTo: fromAbove ? startY + 1 : startY,
    });
    x = startX;
    y = startY;
  }
  return changes.toReversed();
}

/** Adds what comes before the others, joined with the next one where they touch. The list is in reverse. */
function addFirst(changes: Change[], change: Change): void {
  const next = changes.at(-1);
  if (next?.beforeFrom === change.beforeTo && next.afterFrom === change.afterTo) {
    next.beforeFrom = change.beforeFrom;
    next.afterFrom = change.afterFrom;
  } else changes.push(change);
}
