import { expect, it } from 'vitest';
import { keptOutbox, parseOutbox } from './kept-outbox.ts';
import { EMPTY_OUTBOX, type OutboxItem } from './outbox-state.ts';

it.each([null, 3, 'text', {}, { items: 'none' }, { items: [null, 3, { id: 'x' }] }])(
  '%j is empty',
  (value) => {
    expect(parseOutbox(value)).toEqual(EMPTY_OUTBOX);
  },
);

it('reads what was written', () => {
  const item = {
    id: 'x',
    text: 'Go on',
    imageUrls: ['data:image/png;base64,AA=='],
    at: '2026-01-01T00:00:00.000Z',
    when: 'later',
    progress: 'refused',
    fromId: 3,
    eventId: null,
    failure: { message: 'Too large', remedy: 'Send less.' },
  };
  expect(parseOutbox(JSON.parse(JSON.stringify({ items: [item], lastEventId: 2 })))).toEqual({
    items: [item],
    lastEventId: 2,
  });
});

/** A storage with room for so many characters in each place. */
function storageOf(room: number): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    key: () => null,
    getItem: (key) => values.get(key) ?? null,
    removeItem: (key) => void values.delete(key),
    setItem(key, value) {
      if (value.length > room) throw new DOMException('Full', 'QuotaExceededError');
      values.set(key, value);
    },
  };
}

const item = (id: string, imageUrls: readonly string[] = [], text = id): OutboxItem => ({
  id,
  text,
  imageUrls,
  at: '2026-01-01T00:00:00.000Z',
  when: 'now',
  progress: 'unsent',
  fromId: null,
  eventId: null,
  failure: null,
});

it('keeps the words where there is no room for a picture', () => {
  const storage = storageOf(1_000);
  const outbox = keptOutbox('c1', () => storage);
  const picture = item('b', [`data:image/png;base64,${'A'.repeat(2_000)}`]);
  expect(outbox.write({ items: [item('a'), picture], lastEventId: -1 })).toEqual([picture]);
  expect(outbox.read().items).toEqual([item('a')]);
});

it('nothing of before is left over where there is no room at all: it would be sent twice', () => {
  const storage = storageOf(1_000);
  const outbox = keptOutbox('c1', () => storage);
  outbox.write({ items: [item('a')], lastEventId: -1 });
  const sent = { ...item('a'), progress: 'sent', eventId: 4 } as const;
  const long = item('b', [], 'b'.repeat(2_000));
  expect(outbox.write({ items: [sent, long], lastEventId: 4 })).toEqual([sent, long]);
  expect(outbox.read().items).toEqual([]);
});
