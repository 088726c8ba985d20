import { expect, it } from 'vitest';
import { wordMarks } from './word-marks.ts';

const marked = (lines: readonly string[], marks: readonly (readonly (readonly [number, number])[])[]) =>
  lines.map((line, index) => (marks[index] ?? []).map(([from, to]) => line.slice(from, to)));

function both(removed: string[], added: string[]) {
  const marks = wordMarks(removed, added);
  return marks && { removed: marked(removed, marks.removed), added: marked(added, marks.added) };
}

it('marks the words that changed', () => {
  expect(both(['const a = one(1);'], ['const a = two(1);'])).toEqual({
    removed: [['one']],
    added: [['two']],
  });
});

it('joins words over the space between them', () => {
  expect(both(['return the old value of it;'], ['return a new value of it;'])).toEqual({
    removed: [['the old']],
    added: [['a new']],
  });
});

it('follows words to another line', () => {
  expect(both(['call(first, second);'], ['call(', '  first,', '  second,', ');'])?.removed).toEqual([[]]);
});

it('marks nothing where everything is new', () => {
  expect(wordMarks(['alpha beta gamma'], ['one two three'])).toBeNull();
  expect(wordMarks([], ['one'])).toBeNull();
});
