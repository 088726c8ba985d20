import { expect, it } from 'vitest';
import {
  edited,
  moved,
  nextToSend,
  settled,
  withdrawn,
  type OutboxItem,
  type OutboxState,
} from './outbox-state.ts';

const item = (id: string, part: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  text: id,
  imageUrls: [],
  at: '2026-01-01T00:00:00.000Z',
  when: 'now',
  progress: 'unsent',
  fromId: null,
  eventId: null,
  failure: null,
  ...part,
});
const of = (...items: OutboxItem[]): OutboxState => ({ items, lastEventId: -1 });
const ids = ({ items }: OutboxState): string[] => items.map(({ id }) => id);
const working = { reachable: true, rests: false, nextId: 10 };
const resting = { ...working, rests: true };

it('sends what is said now before what is held back, in its order', () => {
  const state = of(item('held', { when: 'later' }), item('one'), item('two'));
  expect(nextToSend(state, resting)?.id).toBe('one');
});

it('holds back while the agent works, and while the server is away', () => {
  const state = of(item('held', { when: 'later' }));
  expect(nextToSend(state, working)).toBeUndefined();
  expect(nextToSend(state, resting)?.id).toBe('held');
  expect(nextToSend(state, { ...resting, reachable: false })).toBeUndefined();
});

it('the second message that is held back waits until the page has the first', () => {
  const state = { ...of(item('second', { when: 'later' })), lastEventId: 10 };
  expect(nextToSend(state, resting)).toBeUndefined();
  expect(nextToSend(state, { ...resting, nextId: 11 })?.id).toBe('second');
});

it('clears up first what was under way', () => {
  const state = of(item('one'), item('two', { progress: 'unclear' }));
  expect(nextToSend(state, working)?.id).toBe('two');
});

it('a refused message keeps none of the others', () => {
  expect(nextToSend(of(item('one', { progress: 'refused' }), item('two')), working)?.id).toBe('two');
  expect(nextToSend(of(item('one', { progress: 'refused' })), working)).toBeUndefined();
});

it('goes once the log has it', () => {
  const state = of(
    item('one', { progress: 'sent', eventId: 4 }),
    item('two', { progress: 'sent', eventId: 5 }),
  );
  expect(ids(settled(state, 5))).toEqual(['two']);
  expect(settled(state, 4)).toBe(state);
});

it('can be changed and taken back until it is on its way', () => {
  const state = of(item('one', { progress: 'refused', fromId: 3 }), item('two', { progress: 'sending' }));
  expect(edited(state, 'one', 'other').items[0]).toMatchObject({
    text: 'other',
    progress: 'unsent',
    fromId: null,
  });
  expect(edited(state, 'two', 'other')).toBe(state);
  expect(ids(withdrawn(state, 'one'))).toEqual(['two']);
  expect(withdrawn(state, 'two')).toBe(state);
});

it('what is held back can be put into another order', () => {
  const held = ['a', 'b', 'c'].map((id) => item(id, { when: 'later' }));
  const state = of(item('now'), ...held);
  expect(ids(moved(state, 'c', -1))).toEqual(['now', 'a', 'c', 'b']);
  expect(ids(moved(state, 'a', -1))).toEqual(['now', 'a', 'b', 'c']);
  expect(ids(moved(state, 'a', 5))).toEqual(['now', 'b', 'c', 'a']);
  expect(moved(state, 'now', 1)).toBe(state);
});
