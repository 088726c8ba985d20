import { expect, it } from 'vitest';
import { pageTitle } from './page-title.ts';

it.each([
  [undefined, 'Fix the build · Capstan'],
  ['working', '● Fix the build · Capstan'],
  ['needs-you', '◆ Needs you: Fix the build · Capstan'],
  ['stopped', 'Fix the build · Capstan'],
] as const)('%s: %s', (condition, title) => {
  expect(pageTitle('Fix the build', condition)).toBe(title);
});

it('shows what would turn the words around', () => {
  expect(pageTitle('\u202Egnp.exe')).toBe('\\u202egnp.exe · Capstan');
});
