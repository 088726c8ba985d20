import { expect, it } from 'vitest';
import { findMatches, MOST_MATCHES } from './find-matches.ts';

it('finds a word wherever it stands', () => {
  expect(findMatches('One two ONE', 'one')).toEqual([
    { from: 0, to: 3 },
    { from: 8, to: 11 },
  ]);
});

it('tells upper case from lower where that is typed', () => {
  expect(findMatches('One two ONE', 'ONE')).toEqual([{ from: 8, to: 11 }]);
});

it('finds nothing of nothing, and never too much', () => {
  expect(findMatches('abc', '')).toEqual([]);
  expect(findMatches('a'.repeat(MOST_MATCHES * 2), 'a')).toHaveLength(MOST_MATCHES);
});

it('keeps places right where lower case is longer', () => {
  expect(findMatches('İ x', 'x')).toEqual([{ from: 2, to: 3 }]);
});
