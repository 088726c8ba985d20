/** Lines [oldStart, oldEnd) were replaced by lines [newStart, newEnd); zero-based. */
export interface LineChange {
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
}

/** Past this many edits one change covers all that differs: exact enough to read, and bounded in cost. */
const MAX_EDITS = 1000;

/** The changes from one list of lines to another, in order (Myers' greedy algorithm, shortest script). */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > head && newEnd > head && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  if (head === oldEnd && head === newEnd) return [];
  const whole: LineChange = { oldStart: head, oldEnd, newStart: head, newEnd };
  if (head === oldEnd || head === newEnd) return [whole];
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly string[]): Int32Array =>
    Int32Array.from(lines, (line) => {
      const known = numbers.get(line);
      if (known !== undefined) return known;
      numbers.set(line, numbers.size);
      return numbers.size - 1;
    });
  const a = numbered(before.slice(head, oldEnd));
  const b = numbered(after.slice(head, newEnd));
  const frontiers = findPath(a, b);
  if (frontiers === undefined) return [whole];
  return backtrack(frontiers, a.length, b.length).map((change) => ({
    oldStart: change.oldStart + head,
    oldEnd: change.oldEnd + head,
    newStart: change.newStart + head,
    newEnd: change.newEnd + head,
  }));
}

/** Per number of edits d, the furthest x on each diagonal -d..d before step d; undefined past the bound. */
function findPath(a: Int32Array, b: Int32Array): Int32Array[] | undefined {
  const limit = Math.min(a.length + b.length, MAX_EDITS);
  const size = limit + 1;
  const furthest = new Int32Array(2 * size + 1);
  const frontiers: Int32Array[] = [];
  for (let d = 0; d <= limit; d += 1) {
    frontiers.push(furthest.slice(size - d - 1, size + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = nextX(furthest, size, k, d);
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[size + k] = x;
      if (x >= a.length && x - k >= b.length) return frontiers;
    }
  }
  return undefined;
}

/** Where step d enters diagonal k: down from k+1 (an insertion) or right from k-1 (a deletion). */
function nextX(furthest: Int32Array, middle: number, k: number, d: number): number {
  const below = furthest[middle + k - 1] ?? 0;
  const above = furthest[middle + k + 1] ?? 0;
  return k === -d || (k !== d && below < above) ? above : below + 1;
}

function backtrack(frontiers: readonly Int32Array[], oldLength: number, newLength: number): LineChange[] {
  const changes: LineChange[] = [];
  let x = oldLength;
  let y = newLength;
  for (let d = frontiers.length - 1; d > 0; d -= 1) {
    const furthest = frontiers[d];
    if (furthest === undefined) break;
    const middle = d + 1;
    const k = x - y;
    const down = k === -d || (k !== d && (furthest[middle + k - 1] ?? 0) < (furthest[middle + k + 1] ?? 0));
    const startX = furthest[middle + k + (down ? 1 : -1)] ?? 0;
    const startY = startX - (down ? k + 1 : k - 1);
    const endX = down ? startX : startX + 1;
    const endY = down ? startY + 1 : startY;
    const next = changes.at(-1);
    if (next !== undefined && next.oldStart === endX && next.newStart === endY) {
      next.oldStart = startX;
      next.newStart = startY;
    } else {
      changes.push({ oldStart: startX, oldEnd: endX, newStart: startY, newEnd: endY });
    }
    x = startX;
    y = startY;
  }
  return changes.toReversed();
}
