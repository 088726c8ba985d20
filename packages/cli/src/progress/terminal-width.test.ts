import { expect, it } from 'vitest';
import { fitColumns } from './terminal-width.ts';

it.each([
  ['plain', 'abcdef', 6, 'abcdef'],
  ['too long', 'abcdefg', 6, 'abcde…'],
  ['two columns each', '日本語日本語', 6, '日本…'],
  ['two columns each, fitting', '日本語', 6, '日本語'],
  ['emoji', '🎉🎉🎉🎉', 5, '🎉🎉…'],
  ['an accent of its own', 'e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301e\u0301'],
])('%s', (_, text, columns, expected) => {
  expect(fitColumns(text, columns)).toBe(expected);
});
