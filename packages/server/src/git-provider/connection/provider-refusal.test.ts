import { expect, it } from 'vitest';
import { presentable, spokenMessage } from './provider-refusal.ts';

it.each([
  [{ message: 'Bad credentials', documentation_url: 'https://x' }, 'Bad credentials'],
  [
    { message: 'Validation Failed', errors: [{ message: 'no commits' }, { message: 'b' }] },
    'Validation Failed: no commits, b',
  ],
  [{ error: 'insufficient_scope', error_description: 'The token lacks a scope' }, 'The token lacks a scope'],
  [{ type: 'error', error: { message: 'Token expired', detail: 'x' } }, 'Token expired'],
  [{ message: { base: ['is too short'], title: ['is blank'] } }, 'base is too short, title is blank'],
  [{ message: ['Another open merge request exists'] }, 'Another open merge request exists'],
  [[], ''],
  [null, ''],
])('of %j it reads %j', (body, said) => {
  expect(spokenMessage(JSON.stringify(body))).toBe(said);
});

it('a page for people says nothing', () => {
  expect(spokenMessage('<html>Bad gateway</html>')).toBe('');
});

it('what is shown is one short line without secrets', () => {
  expect(presentable('a\n\tb s3cret\u0007', ['s3cret', ''])).toBe('a b ***');
  expect(presentable('x'.repeat(1_000), [])).toHaveLength(300);
});
