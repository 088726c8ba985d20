import { lineChanges } from './line-changes.ts';

/** Part of a diff. `before` and `after`: the lines where it begins on either side, counted from 0. */
export type DiffBlock =
  | { kind: 'same'; before: number; after: number; lines: readonly string[] }
  | {
      kind: 'change';
      before: number;
      after: number;
      removed: readonly string[];
      added: readonly string[];
    }
  /** Lines that the source of the diff does not tell. */
  | { kind: 'unknown'; before: number; after: number; count: number };

export interface LineCounts {
  added: number;
  removed: number;
}

/** Compares two whole texts. */
export function diffBlocks(beforeText: string, afterText: string): DiffBlock[] {
  const before = linesOf(beforeText);
  const after = linesOf(afterText);
  const blocks: DiffBlock[] = [];
  let [x, y] = [0, 0];
  const addSame = (to: number): void => {
    if (to > x) blocks.push({ kind: 'same', before: x, after: y, lines: before.slice(x, to) });
  };
  for (const { beforeFrom, beforeTo, afterFrom, afterTo } of lineChanges(before, after)) {
    addSame(beforeFrom);
    const removed = before.slice(beforeFrom, beforeTo);
    blocks.push({
      kind: 'change',
      before: beforeFrom,
      after: afterFrom,
      removed,
      added: after.slice(afterFrom, afterTo),
    });
    [x, y] = [beforeTo, afterTo];
  }
  addSame(before.length);
  return blocks;
}

/** Lines that are added and removed. */
export function countLines(blocks: readonly DiffBlock[]): LineCounts {
  const counts = { added: 0, removed: 0 };
  for (const block of blocks) {
    if (block.kind !== 'change') continue;
    counts.added += block.added.length;
    counts.removed += block.removed.length;
  }
  return counts;
}

/** What stands in place of the break after the last line, where there is none. */
export const NO_BREAK = '\u0000no line break at the end';

/** Lines of a text. A last line without a break differs from one with it. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines[lines.length - 1] += NO_BREAK;
  return lines;
}
