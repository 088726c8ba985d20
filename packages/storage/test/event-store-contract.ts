import type { EventRecord, EventStorage, EventStore } from '@capstan/events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventRecord, eventRecords } from './event-record.ts';

/** A place where one back end keeps its logs during a test. */
export interface StorageUnderTest {
  /** Opens the storage; called again after a close to see what was kept. */
  open(): EventStorage;
  remove(): Promise<void>;
}

/** What every back end has to do. */
export function describeEventStorage(title: string, setUp: () => Promise<StorageUnderTest>): void {
  describe(title, () => {
    let place: StorageUnderTest;
    let storage: EventStorage;

    beforeEach(async () => {
      place = await setUp();
      storage = place.open();
    });

    afterEach(async () => {
      await storage.close();
      await place.remove();
    });

    const create = (id = 'one'): Promise<EventStore> => storage.open(id, { create: true });
    const withEvents = async (count: number): Promise<EventStore> => {
      const store = await create();
      await store.append(eventRecords(0, count));
      return store;
    };
    const reopen = async (id = 'one'): Promise<EventStore> => {
      await storage.close();
      storage = place.open();
      return storage.open(id, { create: false });
    };
    const all = (store: EventStore): Promise<EventRecord[]> => store.page({ limit: 10_000 });

    test('an unknown conversation is refused unless it is to be created', async () => {
      await expect(storage.open('none', { create: false })).rejects.toMatchObject({
        code: 'conversation_not_found',
      });
      expect((await create('none')).nextId).toBe(0);
      expect((await storage.open('none', { create: false })).nextId).toBe(0);
    });

    test('what was appended is read back field by field', async () => {
      const store = await create();
      const records = [
        eventRecord(0),
        { ...eventRecord(1), source: 'user' },
        { ...eventRecord(2), kind: 'action:run' },
      ];
      await store.append(records.slice(0, 1));
      await store.append(records.slice(1));
      expect(store.nextId).toBe(3);
      expect(await all(store)).toHaveLength(3);
      expect(await store.get(0)).toEqual(records[0]);
      expect((await store.get(2))?.body).toBe(records[2]?.body);
    });

    test('ids are consecutive when appends are not waited for', async () => {
      const store = await create();
      await Promise.all(Array.from({ length: 40 }, (_, id) => store.append([eventRecord(id)])));
      expect(store.nextId).toBe(40);
      expect((await all(store)).map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, id) => id));
    });

    test.each([
      ['too high', [eventRecord(4)]],
      ['already taken', [eventRecord(2)]],
      ['with a gap inside', [eventRecord(3), eventRecord(5)]],
      ['twice the same', [eventRecord(3), eventRecord(3)]],
    ])('a batch whose ids do not go on is refused whole: %s', async (_, batch) => {
      const store = await withEvents(3);
      await expect(store.append(batch)).rejects.toMatchObject({ code: 'conversation_busy' });
      expect(store.nextId).toBe(3);
      expect(await all(store)).toHaveLength(3);
      await store.append([eventRecord(3)]);
      expect(store.nextId).toBe(4);
    });

    test('of two writers of one log, the one that comes late is refused', async () => {
      const first = await withEvents(2);
      const second = await create();
      await second.append([eventRecord(2, 'second')]);
      await expect(first.append([eventRecord(2, 'first')])).rejects.toMatchObject({
        code: 'conversation_busy',
      });
      expect((await second.get(2))?.body).toContain('second');
      expect(await all(second)).toHaveLength(3);
    });

    test('an empty batch changes nothing', async () => {
      const store = await withEvents(1);
      await store.append([]);
      expect(store.nextId).toBe(1);
    });

    test('a log goes on where it was after the storage was opened again', async () => {
      const before = await all(await withEvents(7));
      const store = await reopen();
      expect(store.nextId).toBe(7);
      expect(await all(store)).toEqual(before);
      await store.append([eventRecord(7)]);
      expect((await reopen()).nextId).toBe(8);
    });

    test('an event that is not there is undefined', async () => {
      const store = await withEvents(2);
      expect(await store.get(2)).toBeUndefined();
      expect(await store.get(-1)).toBeUndefined();
      expect(await (await create('empty')).get(0)).toBeUndefined();
    });

    test.each([
      [{ limit: 3 }, [0, 1, 2]],
      [{ limit: 100 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [{ limit: 3, reverse: true }, [9, 8, 7]],
      [{ from: 4, limit: 3 }, [4, 5, 6]],
      [{ from: 8, limit: 5 }, [8, 9]],
      [{ from: 2, to: 4, limit: 10 }, [2, 3, 4]],
      [{ from: 2, to: 4, limit: 2 }, [2, 3]],
      [{ from: 2, to: 4, limit: 2, reverse: true }, [4, 3]],
      [{ to: 1, limit: 10 }, [0, 1]],
      [{ from: 5, to: 5, limit: 1 }, [5]],
      [{ from: 5, to: 4, limit: 10 }, []],
      [{ from: 10, limit: 10 }, []],
      [{ from: 10, limit: 10, reverse: true }, []],
      [{ from: -5, to: 0, limit: 10 }, [0]],
      [{ to: 99, limit: 2, reverse: true }, [9, 8]],
    ])('page %j', async (request, ids) => {
      const store = await withEvents(10);
      expect((await store.page(request)).map(({ id }) => id)).toEqual(ids);
    });

    test.each([0, -1, 1.5, 10_001, Number.NaN])('a page limit of %d is refused', async (limit) => {
      const store = await withEvents(1);
      await expect(store.page({ limit })).rejects.toMatchObject({ code: 'usage' });
    });

    test('a page of more than one read is whole in both directions', async () => {
      const store = await withEvents(2_500);
      const ids = Array.from({ length: 2_500 }, (_, id) => id);
      expect((await all(store)).map(({ id }) => id)).toEqual(ids);
      const reversed = await store.page({ limit: 2_400, reverse: true });
      expect(reversed.map(({ id }) => id)).toEqual(ids.slice(100).toReversed());
    });

    test('text of every kind is kept as it is', async () => {
      const texts = [
        '',
        'å ß 漢字 🚀 \u0000 \u001b[0m \u2028',
        '\ud800 alone',
        '"quoted" \\ \n\r\t',
        "'; DROP TABLE event; --",
      ];
      const store = await create();
      const records = texts.map((text, id) => eventRecord(id, text));
      await store.append(records);
      expect((await all(store)).map(({ body }) => body)).toEqual(records.map(({ body }) => body));
    });

    test('a body of 5 MB is kept as it is', async () => {
      const store = await create();
      const big = eventRecord(0, 'ä0123456789'.repeat(500_000));
      await store.append([big, eventRecord(1)]);
      expect((await (await reopen()).get(0))?.body).toBe(big.body);
    });

    test('readers beside a writer see a whole beginning of the log', async () => {
      const store = await withEvents(1);
      const reader = await storage.open('one', { create: false });
      const writing = (async () => {
        for (let id = 1; id < 200; id += 5) await store.append(eventRecords(id, 5));
      })();
      for (let round = 0; round < 30; round += 1) {
        const ids = (await reader.page({ limit: 1_000 })).map(({ id }) => id);
        expect(ids).toEqual(Array.from({ length: ids.length }, (_, id) => id));
        expect(ids.length % 5).toBe(1);
      }
      await writing;
      expect(await all(store)).toHaveLength(201);
    });

    test('logs written side by side do not mix', async () => {
      const names = Array.from({ length: 20 }, (_, index) => `conversation-${index}`);
      const stores = await Promise.all(names.map((name) => create(name)));
      for (let id = 0; id < 10; id += 1) {
        await Promise.all(
          stores.map((store) => store.append([eventRecord(id, `${store.conversationId} ${id}`)])),
        );
      }
      for (const store of stores) {
        const records = await all(store);
        expect(records).toEqual(
          Array.from({ length: 10 }, (_, id) => eventRecord(id, `${store.conversationId} ${id}`)),
        );
      }
    });

    test('closing a log waits for what is being written', async () => {
      const store = await create();
      const writing = Array.from({ length: 20 }, (_, id) => store.append([eventRecord(id)]));
      await store.close();
      await Promise.all(writing);
      expect((await reopen()).nextId).toBe(20);
    });

    test('closing the storage waits for what is being written', async () => {
      const store = await create();
      const writing = Array.from({ length: 20 }, (_, id) => store.append([eventRecord(id)]));
      await storage.close();
      await Promise.all(writing);
      storage = place.open();
      expect((await storage.open('one', { create: false })).nextId).toBe(20);
    });

    test('a closed log refuses to be used', async () => {
      const store = await withEvents(1);
      await store.close();
      await expect(store.append([eventRecord(1)])).rejects.toMatchObject({ code: 'stream_closed' });
      await expect(store.get(0)).rejects.toMatchObject({ code: 'stream_closed' });
      await expect(store.page({ limit: 1 })).rejects.toMatchObject({ code: 'stream_closed' });
      expect((await storage.open('one', { create: false })).nextId).toBe(1);
    });
  });
}
