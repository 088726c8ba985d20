import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineChanges } from './line-changes.ts';
import type { Change } from './shortest-edit.ts';

function applied(before: readonly string[], after: readonly string[], changes: readonly Change[]): string[] {
  const made: string[] = [];
  let from = 0;
  for (const { beforeFrom, beforeTo, afterFrom, afterTo } of changes) {
    made.push(...before.slice(from, beforeFrom), ...after.slice(afterFrom, afterTo));
    from = beforeTo;
  }
  return [...made, ...before.slice(from)];
}

const texts = fc.array(fc.constantFrom('a', 'b', 'c', '', '}'), { maxLength: 40 });

it('makes one text of the other', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      expect(applied(before, after, lineChanges(before, after))).toEqual(after);
    }),
  );
});

it('says nothing of the same text', () => {
  expect(lineChanges(['a', 'b'], ['a', 'b'])).toEqual([]);
});

it('names one line that changed, and no other', () => {
  expect(lineChanges(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
    { beforeFrom: 1, beforeTo: 2, afterFrom: 1, afterTo: 2 },
  ]);
});

it('finds what stayed in texts of which nearly everything changed', () => {
  const many = (word: string): string[] => Array.from({ length: 3_000 }, (_, index) => `${word} ${index}`);
  const before = [...many('old'), 'kept', ...many('past')];
  const after = [...many('new'), 'kept', ...many('next')];
  const changes = lineChanges(before, after);
  expect(applied(before, after, changes)).toEqual(after);
  expect(changes).toHaveLength(2);
});
