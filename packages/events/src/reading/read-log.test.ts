import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TestStore } from '../../test/test-store.ts';
import type { EventRecord } from '../store/event-record.ts';
import { readLog, type ReadRequest } from './read-log.ts';

const record = (id: number): EventRecord => ({
  id,
  timestamp: '',
  kind: 'action:think',
  source: null,
  cause: null,
  body: JSON.stringify({ id, action: 'think', args: { thought: id % 3 === 0 ? 'fizz' : '' } }),
});

async function read(ids: readonly number[], request: ReadRequest): Promise<number[]> {
  const found: number[] = [];
  for await (const event of readLog(new TestStore(undefined, ids.map(record)), request)) found.push(event.id);
  return found;
}

it('gives what was asked for, over gaps and pages, in both directions', async () => {
  const some = fc
    .uniqueArray(fc.nat(1_500), { maxLength: 1_200 })
    .map((ids) => ids.toSorted((a, b) => a - b));
  const bound = fc.option(fc.integer({ min: -5, max: 1_600 }), { nil: undefined });
  const limit = fc.option(fc.nat(20), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      some,
      bound,
      bound,
      limit,
      fc.boolean(),
      fc.boolean(),
      async (ids, from, to, most, reverse, fizz) => {
        const inside = ids.filter(
          (id) => id >= (from ?? 0) && id <= (to ?? Infinity) && (!fizz || id % 3 === 0),
        );
        const ordered = reverse ? inside.toReversed() : inside;
        const filter = fizz ? { filter: { query: 'fizz' } } : {};
        const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
        const got = await read(ids, {
          ...bounds,
          ...filter,
          reverse,
          ...(most === undefined ? {} : { limit: most }),
        });
        expect(got).toEqual(most ? ordered.slice(0, most) : ordered);
      },
    ),
    { numRuns: 60 },
  );
});

it('the id of the record counts, and text that is no event is opaque', async () => {
  const records = [
    { ...record(0), body: '{"broken' },
    { ...record(1), body: '{"id":9,"action":"null","args":{}}' },
  ];
  const found = [];
  for await (const event of readLog(new TestStore(undefined, records))) found.push(event);
  expect(found).toMatchObject([
    { id: 0, opaque: { value: '{"broken' } },
    { id: 1, action: 'null' },
  ]);
});
