import { expect, it } from 'vitest';
import { lineParts } from './line-parts.ts';

it('cuts where colours and marks begin and end', () => {
  expect(lineParts('let ab = 1', [3, 1, 6, 0, 1, 4], [[2, 5]])).toEqual([
    { text: 'le', kind: 1, marked: false },
    { text: 't', kind: 1, marked: true },
    { text: ' a', kind: 0, marked: true },
    { text: 'b = ', kind: 0, marked: false },
    { text: '1', kind: 4, marked: false },
  ]);
});

it('leaves a plain line whole, and an empty one without parts', () => {
  expect(lineParts('plain', undefined, [])).toEqual([{ text: 'plain', kind: 0, marked: false }]);
  expect(lineParts('', [], [])).toEqual([]);
});

it('shows what is behind the last token, and nothing behind the end', () => {
  expect(lineParts('abcd', [1, 1], [[3, 9]])).toEqual([
    { text: 'a', kind: 1, marked: false },
    { text: 'bc', kind: 0, marked: false },
    { text: 'd', kind: 0, marked: true },
  ]);
  expect(lineParts('ab', [9, 1], [])).toEqual([{ text: 'ab', kind: 1, marked: false }]);
});

it('goes on over tokens without a length', () => {
  expect(lineParts('ab', [0, 1, 2, 3], [])).toEqual([{ text: 'ab', kind: 3, marked: false }]);
});

it('shows what hides', () => {
  expect(lineParts('a\u202eb', undefined, [])[0]?.text).toBe('a\\u202eb');
});
