import { expect, it } from 'vitest';
import { oneLine, visibleText } from './visible-text.ts';

it('numbers what cannot be seen or turns text around, and leaves the rest as it is', () => {
  expect(visibleText('evil\u202egpj.exe')).toBe('evil\\u202egpj.exe');
  expect(visibleText('\u001b[2Jls\u0007')).toBe('\\u001b[2Jls\\u0007');
  expect(visibleText('zero\u200bwidth')).toBe('zero\\u200bwidth');
  expect(visibleText('tab\tand\nline, 日本語, é, 👩‍💻')).toBe('tab\tand\nline, 日本語, é, 👩‍💻');
  expect(visibleText('a\r\nb\rc')).toBe('a\nb\\u000dc');
});

it('joins white space and cuts between characters', () => {
  expect(oneLine('  a\n\n  b\tc ')).toBe('a b c');
  expect(oneLine('👩👩👩👩', 3)).toBe('👩👩…');
  expect(oneLine('abc', 3)).toBe('abc');
  expect(oneLine('x'.repeat(1_000_000), 5)).toBe('xxxx…');
});
