import { expect, it } from 'vitest';
import { parseOutbox } from './kept-outbox.ts';
import { EMPTY_OUTBOX } from './outbox-state.ts';

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
