import { expect, it } from 'vitest';
import { parseTold, toldAfter } from './told.ts';

const asks = { conversationId: 'a', condition: 'needs-you' } as const;

it('one page tells, the others do not tell it again', () => {
  const told = toldAfter({}, asks, 1_000);
  expect(told).toEqual({ a: { condition: 'needs-you', at: 1_000 } });
  expect(toldAfter(told ?? {}, asks, 12_000)).toBeNull();
});

it('tells something else, of another conversation, or once more after a while', () => {
  const told = { a: { condition: 'needs-you', at: 1_000 } };
  expect(toldAfter(told, { ...asks, condition: 'done' }, 2_000)).not.toBeNull();
  expect(toldAfter(told, { ...asks, conversationId: 'b' }, 2_000)).not.toBeNull();
  expect(toldAfter(told, asks, 60_000)).not.toBeNull();
});

it('forgets what is long over', () => {
  const told = { b: { condition: 'done', at: 0 } };
  expect(toldAfter(told, asks, 4_000_000)).toEqual({ a: { condition: 'needs-you', at: 4_000_000 } });
});

it.each([null, 3, [], { a: 4 }, { a: { condition: 3, at: 'x' } }])('%j is nothing told', (value) => {
  expect(parseTold(value)).toEqual({});
});
