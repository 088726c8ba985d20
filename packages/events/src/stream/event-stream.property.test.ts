import { CapstanError, thinkAction, type Event } from '@capstan/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TestStore } from '../../test/test-store.ts';
import { EventStream } from './event-stream.ts';
import type { StreamFailure } from './stream-failure.ts';
import type { SubscriberId } from './subscriber-id.ts';

interface Listener {
  connectAt: number;
  after: number | undefined;
  slow: boolean;
  queueLimit: number;
}

const listener: fc.Arbitrary<Listener> = fc.record({
  connectAt: fc.nat(6),
  after: fc.option(fc.integer({ min: -1, max: 30 }), { nil: undefined }),
  slow: fc.boolean(),
  queueLimit: fc.integer({ min: 1, max: 8 }),
});

const plan = fc.record({
  bursts: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
  listeners: fc.array(listener, { maxLength: 4 }),
  batchEvents: fc.integer({ min: 1, max: 5 }),
  /** The write that fails, if there are so many. */
  failingWrite: fc.option(fc.nat(8), { nil: undefined }),
});

const IDS: SubscriberId[] = ['agent_controller', 'main', 'memory', 'runtime'];

it('ids have no gap, nothing is seen before it is durable, everybody sees everything once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      plan,
      async (scheduler, { bursts, listeners, batchEvents, failingWrite }) => {
        let writes = 0;
        const failures: StreamFailure[] = [];
        const disk = new CapstanError('storage_full', 'No space');
        const store = new TestStore(async (step) => {
          await scheduler.schedule(Promise.resolve(), step);
          if (step === 'append' && writes++ === failingWrite) throw disk;
        });
        const opened = EventStream.open(store, {
          limits: { batchEvents },
          onFailure: (failure) => failures.push(failure),
        });
        await scheduler.waitFor(opened);
        const stream = await opened;

        const seen = listeners.map((): number[] => []);
        const starts = listeners.map(() => 0);
        const connect = (at: number): void => {
          for (const [index, { connectAt, after, slow, queueLimit }] of listeners.entries()) {
            if (connectAt !== at) continue;
            starts[index] = after === undefined ? stream.latestId + 1 : after + 1;
            const onEvent = (event: Event): void | Promise<void> => {
              expect(store.records[event.id]?.body).toContain(`"id":${event.id},`);
              expect(event.id).toBeLessThanOrEqual(stream.latestId);
              seen[index]?.push(event.id);
              if (slow) return scheduler.schedule(Promise.resolve(), `handler ${index}`);
            };
            stream.subscribe({
              id: IDS[index] ?? 'test',
              queueLimit,
              onEvent,
              ...(after === undefined ? {} : { after }),
            });
          }
        };

        const acknowledged = new Set<number>();
        const refused = new Set<number>();
        const ids: number[] = [];
        const settled: Promise<void>[] = [];
        const append = (): void => {
          let appended: ReturnType<typeof stream.append>;
          try {
            appended = stream.append(thinkAction(`${ids.length}`), 'agent');
          } catch (error) {
            expect(error).toBe(disk);
            return;
          }
          const { id } = appended;
          ids.push(id);
          settled.push(
            appended.durable.then(
              () => void acknowledged.add(id),
              () => void refused.add(id),
            ),
          );
        };
        const writers = bursts.map(async (size, index) => {
          await scheduler.schedule(Promise.resolve(), `burst ${index}`);
          connect(index);
          for (let count = 0; count < size; count++) append();
        });
        await scheduler.waitFor(Promise.all(writers));
        connect(6);
        for (let at = bursts.length; at < 6; at++) connect(at);
        await scheduler.waitFor(Promise.all(settled));
        const closing = stream.close({ timeoutSeconds: 30 });
        await scheduler.waitFor(closing);

        expect(ids).toEqual(ids.map((_, index) => index));
        expect(store.records.map((record) => record.id)).toEqual([...acknowledged].toSorted((a, b) => a - b));
        expect(new Set([...acknowledged, ...refused])).toEqual(new Set(ids));
        expect(await closing).toEqual({ unfinished: [], lost: refused.size });
        expect(failures.filter((failure) => failure.type !== 'store')).toEqual([]);
        for (const [index, got] of seen.entries()) {
          const start = starts[index] ?? 0;
          expect(got).toEqual([...acknowledged].toSorted((a, b) => a - b).filter((id) => id >= start));
        }
      },
    ),
    { numRuns: 300 },
  );
});
