import { shortestEdit, type Change } from './shortest-edit.ts';

/** More edits than this are not looked for at once: their cost grows with the square. */
const MOST_EDITS = 800;

/** Where the lines of two texts differ, in order. */
export function lineChanges(before: readonly string[], after: readonly string[]): Change[] {
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly string[]): Int32Array =>
    Int32Array.from(lines, (line) => {
      const known = numbers.get(line);
      if (known !== undefined) return known;
      numbers.set(line, numbers.size);
      return numbers.size - 1;
    });
  const changes: Change[] = [];
  const sides = { before: numbered(before), after: numbered(after) };
  compare(sides, { beforeFrom: 0, beforeTo: before.length, afterFrom: 0, afterTo: after.length }, changes);
  return changes;
}

interface Sides {
  before: Int32Array;
  after: Int32Array;
}

function compare(sides: Sides, range: Change, changes: Change[]): void {
  const { beforeFrom, beforeTo, afterFrom, afterTo } = withoutSameEnds(sides, range);
  if (beforeFrom === beforeTo && afterFrom === afterTo) return;
  const found = shortestEdit(
    sides.before.subarray(beforeFrom, beforeTo),
    sides.after.subarray(afterFrom, afterTo),
    MOST_EDITS,
  );
  if (found !== null) {
    for (const change of found) {
      changes.push({
        beforeFrom: change.beforeFrom + beforeFrom,
        beforeTo: change.beforeTo + beforeFrom,
        afterFrom: change.afterFrom + afterFrom,
        afterTo: change.afterTo + afterFrom,
      });
    }
    return;
  }
  const anchors = anchorsOf(sides, { beforeFrom, beforeTo, afterFrom, afterTo });
  if (anchors.length === 0) {
    changes.push({ beforeFrom, beforeTo, afterFrom, afterTo });
    return;
  }
  let [x, y] = [beforeFrom, afterFrom];
  for (const [anchorX, anchorY] of anchors) {
    compare(sides, { beforeFrom: x, beforeTo: anchorX, afterFrom: y, afterTo: anchorY }, changes);
    [x, y] = [anchorX + 1, anchorY + 1];
  }
  compare(sides, { beforeFrom: x, beforeTo, afterFrom: y, afterTo }, changes);
}

function withoutSameEnds({ before, after }: Sides, range: Change): Change {
  let { beforeFrom, beforeTo, afterFrom, afterTo } = range;
  while (beforeFrom < beforeTo && afterFrom < afterTo && before[beforeFrom] === after[afterFrom]) {
    beforeFrom += 1;
    afterFrom += 1;
  }
  while (beforeFrom < beforeTo && afterFrom < afterTo && before[beforeTo - 1] === after[afterTo - 1]) {
    beforeTo -= 1;
    afterTo -= 1;
  }
  return { beforeFrom, beforeTo, afterFrom, afterTo };
}

type Anchor = readonly [before: number, after: number];

/** Lines that are there once on either side, as many as keep their order (patience diff). */
function anchorsOf({ before, after }: Sides, range: Change): Anchor[] {
  const onlyPlace = (side: Int32Array, from: number, to: number): Map<number, number> => {
    const places = new Map<number, number>();
    for (let index = from; index < to; index += 1) {
      const line = side[index] ?? -1;
      places.set(line, places.has(line) ? -1 : index);
    }
    return places;
  };
  const places = onlyPlace(after, range.afterFrom, range.afterTo);
  const pairs: Anchor[] = [];
  for (const [line, x] of onlyPlace(before, range.beforeFrom, range.beforeTo)) {
    const y = places.get(line) ?? -1;
    if (x >= 0 && y >= 0) pairs.push([x, y]);
  }
  return longestAscending(pairs.toSorted((a, b) => a[0] - b[0]));
}

/** The most pairs whose second numbers ascend, by patience sorting. */
function longestAscending(pairs: readonly Anchor[]): Anchor[] {
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    previous[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  }
  const chosen: Anchor[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) chosen.push(pair);
  }
  return chosen.toReversed();
}
