import { expect, it } from 'vitest';
import { parseEvent } from '@capstan/protocol';
import { renumber } from './renumber.ts';

const command = (id: number, timestamp: string) =>
  parseEvent({ id, timestamp, source: 'agent', action: 'run', args: { command: `c${id}` } });

it('closes gaps and keeps what refers to an event', () => {
  const events = renumber([
    command(3, '2025-11-20T09:14:07.155433'),
    parseEvent({
      id: 7,
      timestamp: '2025-11-20T09:14:06',
      cause: 3,
      observation: 'run',
      content: 'x',
      extras: { command: 'c3' },
    }),
    parseEvent({
      id: 8,
      timestamp: '2025-11-20T09:14:08',
      cause: 5,
      observation: 'null',
      content: '',
      extras: {},
    }),
    parseEvent({ id: 9, timestamp: '', action: 'from_the_future', args: {} }),
  ]);
  expect(events.map(({ id, cause }) => [id, cause])).toEqual([
    [0, undefined],
    [1, 0],
    [2, undefined],
    [3, undefined],
  ]);
  expect(events.map(({ timestamp }) => timestamp)).toEqual([
    '2025-11-20T09:14:07.155Z',
    '2025-11-20T09:14:07.155Z',
    '2025-11-20T09:14:08.000Z',
    '2025-11-20T09:14:08.000Z',
  ]);
});

it('a condensation forgets the same events under their new ids', () => {
  const condensation = parseEvent({
    id: 20,
    timestamp: '2025-11-20T09:14:09Z',
    action: 'condensation',
    args: { forgotten_events_start_id: 3, forgotten_events_end_id: 10 },
  });
  const [, , last] = renumber([
    command(2, '2025-11-20T09:14:07Z'),
    command(9, '2025-11-20T09:14:08Z'),
    condensation,
  ]);
  expect(last?.action === 'condensation' ? last.args.forgotten_event_ids : null).toEqual([1]);
});
