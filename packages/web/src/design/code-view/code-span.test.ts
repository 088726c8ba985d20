import { expect, it } from 'vitest';
import { lineParts } from './code-span.ts';

const span = (from: number, to: number, className: string) => ({ from, to, className });

it('cuts where colours and marks begin and end', () => {
  expect(lineParts('let ab = 1', [span(0, 3, 'k'), span(9, 10, 'n')], [[2, 5]])).toEqual([
    { text: 'le', className: 'k', marked: false },
    { text: 't', className: 'k', marked: true },
    { text: ' a', className: '', marked: true },
    { text: 'b = ', className: '', marked: false },
    { text: '1', className: 'n', marked: false },
  ]);
});

it('leaves a plain line whole, and an empty one without parts', () => {
  expect(lineParts('plain', [], [])).toEqual([{ text: 'plain', className: '', marked: false }]);
  expect(lineParts('', [], [])).toEqual([]);
});

it('passes over what lies behind the end', () => {
  expect(lineParts('ab', [span(1, 9, 'k')], [])).toEqual([
    { text: 'a', className: '', marked: false },
    { text: 'b', className: 'k', marked: false },
  ]);
});

it('shows what hides', () => {
  expect(lineParts('a\u202eb', [], [])[0]?.text).toBe('a\\u202eb');
});
