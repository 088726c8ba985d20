import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineChanges } from './line-diff.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Applies a unified diff; fails where its context or counts are wrong. */
function patch(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const lines = diff.match(/[^\n]*\n/g) ?? [];
  const out: string[] = [];
  let at = 0;
  for (let n = 2; n < lines.length; n += 1) {
    const line = lines[n] ?? '';
    const open = lines[n + 1]?.startsWith('\\') ?? false;
    const body = open ? line.slice(1, -1) : line.slice(1);
    if (line.startsWith('@@')) {
      const [, start = '', count = '1'] = /^@@ -(\d+)(?:,(\d+))?/.exec(line) ?? [];
      const from = count === '0' ? Number(start) : Number(start) - 1;
      out.push(...old.slice(at, from));
      at = from;
    } else if (line.startsWith('+')) {
      out.push(body);
    } else if (!line.startsWith('\\')) {
      if (old[at] !== body) throw new Error(`line ${at + 1} is not ${body}`);
      at += 1;
      if (line.startsWith(' ')) out.push(body);
    }
  }
  return [...out, ...old.slice(at)].join('');
}

const text = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'dd\n'), { maxLength: 40 })
  .chain((lines) => fc.constantFrom('', 'end', 'a').map((end) => lines.join('') + end));

it('turns one text into the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patch(before, unifiedDiff('/f', before, after))).toBe(after);
    }),
    { numRuns: 3000 },
  );
});

function longestCommon(a: string[], b: string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const get = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (const [i, x] of a.entries()) {
    for (const [j, y] of b.entries()) {
      const row = table[i + 1];
      if (row) row[j + 1] = x === y ? get(i, j) + 1 : Math.max(get(i, j + 1), get(i + 1, j));
    }
  }
  return get(a.length, b.length);
}

it('finds the shortest script', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 });
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const edits = lineChanges(a, b).reduce(
        (sum, c) => sum + c.oldEnd - c.oldStart + c.newEnd - c.newStart,
        0,
      );
      expect(edits).toBe(a.length + b.length - 2 * longestCommon(a, b));
    }),
    { numRuns: 2000 },
  );
});

it('writes hunks with three lines of context, far ones apart', () => {
  const lines = Array.from({ length: 30 }, (_, n) => `${n + 1}\n`);
  const after = lines.with(4, 'five\n').with(20, '').join('');
  expect(unifiedDiff('/f', lines.join(''), after)).toBe(
    '--- /f\n+++ /f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n@@ -18,7 +18,6 @@\n 18\n 19\n 20\n-21\n 22\n 23\n 24\n',
  );
});

it('marks a missing final newline and a removed file', () => {
  expect(unifiedDiff('/f', 'a\n', 'a')).toBe(
    '--- /f\n+++ /f\n@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n',
  );
  expect(unifiedDiff('/f', 'a\n', null)).toBe('--- /f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n');
  expect(unifiedDiff('/f', 'same', 'same')).toBe('');
});

it('gives up on the shortest script of two quite different texts', () => {
  const before = Array.from({ length: 5000 }, (_, n) => `a${n}`);
  const after = Array.from({ length: 5000 }, (_, n) => `b${n}`);
  expect(lineChanges(before, after)).toEqual([{ oldStart: 0, oldEnd: 5000, newStart: 0, newEnd: 5000 }]);
});
