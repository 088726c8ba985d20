import { expect, test } from 'vitest';
import { foldOf, lastLines, OPENED, UNASKED } from './folded-lines.ts';

test('up to 200 lines are shown as they are', () => {
  expect(foldOf(200, OPENED)).toEqual({ head: 200, hidden: 0, tail: 0 });
  expect(foldOf(201, OPENED)).toEqual({ head: 120, hidden: 21, tail: 60 });
  expect(foldOf(30, UNASKED)).toEqual({ head: 3, hidden: 17, tail: 10 });
});

test('the last lines of an output', () => {
  expect(lastLines('a\nb\nc\n', 2)).toBe('b\nc');
  expect(lastLines('a\nb\nc', 2)).toBe('b\nc');
  expect(lastLines('a\nb', 6)).toBe('a\nb');
  expect(lastLines('', 6)).toBe('');
  expect(lastLines('\n', 6)).toBe('');
  expect(lastLines('\n\nx', 6)).toBe('\n\nx');
});
