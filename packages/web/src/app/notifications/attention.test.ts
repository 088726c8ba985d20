import { expect, it } from 'vitest';
import type { Condition } from '../../screen/index.ts';
import { newAttention } from './attention.ts';

const before = new Map<string, Condition>([
  ['a', 'working'],
  ['b', 'needs-you'],
  ['c', 'working'],
]);
const standing = (conversationId: string, condition: Condition) => ({ conversationId, title: '', condition });

it('tells of what has changed to something that a person wants to know', () => {
  const told = newAttention(before, [
    standing('a', 'needs-you'),
    standing('b', 'needs-you'),
    standing('c', 'paused'),
    standing('new', 'failed'),
  ]);
  expect(told.map(({ conversationId }) => conversationId)).toEqual(['a']);
});

it.each(['needs-you', 'failed', 'done'] as const)('%s is worth telling', (condition) => {
  expect(newAttention(before, [standing('a', condition)])).toHaveLength(1);
});

it.each(['starting', 'working', 'waiting', 'paused', 'stopped'] as const)('%s is not', (condition) => {
  expect(newAttention(new Map([['a', 'done']]), [standing('a', condition)])).toEqual([]);
});
