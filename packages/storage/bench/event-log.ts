// Throughput, latency at a fixed rate, flatness and reading of the SQLite log, beside the bare disk in the same run.
import {
  closeSync,
  fdatasync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '@capstan/events';
import { SqliteStorage } from '../src/sqlite/sqlite-storage.ts';
import { eventRecord, eventRecords } from '../test/event-record.ts';

const WRITERS = 64;
const text = 'x'.repeat(850);
const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
const result: Record<string, number> = {};
const report = (name: string, value: number): void => {
  result[name] = +value.toFixed(3);
};
const quantile = (values: number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? 0;

/** Writers that each wait for their own event, with one fdatasync for all that wait. */
async function rawGrouped(count: number): Promise<number> {
  const file = openSync(join(folder, 'grouped'), 'w');
  let queue: { body: string; done: () => void }[] = [];
  let busy = false;
  const flush = (): void => {
    const group = queue;
    queue = [];
    busy = true;
    writeSync(file, group.map(({ body }) => body).join('\n'));
    fdatasync(file, () => {
      busy = false;
      for (const { done } of group) done();
      if (queue.length > 0) flush();
    });
  };
  const write = (body: string): Promise<void> =>
    new Promise((done) => {
      queue.push({ body, done });
      if (!busy && queue.length === 1) queueMicrotask(() => !busy && queue.length > 0 && flush());
    });
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (next < count) await write(eventRecord(next++, text).body);
    }),
  );
  closeSync(file);
  return (count / (performance.now() - startedAt)) * 1000;
}

async function manyConversations(storage: SqliteStorage, count: number): Promise<number> {
  const stores = await Promise.all(
    Array.from({ length: WRITERS }, (_, index) => storage.open(`writer-${index}`, { create: true })),
  );
  const startedAt = performance.now();
  await Promise.all(
    stores.map(async (store) => {
      for (let left = count / WRITERS; left > 0; left -= 1)
        await store.append([eventRecord(store.nextId, text)]);
    }),
  );
  return (count / (performance.now() - startedAt)) * 1000;
}

/** One conversation whose appends are not waited for one by one, at most `WRITERS` under way. */
async function oneConversation(store: EventStore, count: number): Promise<number> {
  const startedAt = performance.now();
  let next = store.nextId;
  const end = next + count;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (next < end) await store.append([eventRecord(next++, text)]);
    }),
  );
  return (count / (performance.now() - startedAt)) * 1000;
}

for (const mode of ['worker', 'caller']) {
  const storage = SqliteStorage.open({ file: join(folder, mode, 'capstan.db'), worker: mode === 'worker' });
  const rates: Record<string, number[]> = { raw: [], many: [], one: [] };
  const single = await storage.open('single', { create: true });
  for (let round = 0; round < 3; round += 1) {
    rates.raw?.push(await rawGrouped(20_000));
    rates.many?.push(await manyConversations(storage, 19_200));
    rates.one?.push(await oneConversation(single, 20_000));
  }
  report(`raw grouped/s (beside ${mode})`, quantile(rates.raw ?? [], 0.5));
  report(`${mode} 64 conversations/s`, quantile(rates.many ?? [], 0.5));
  report(`${mode} one conversation/s`, quantile(rates.one ?? [], 0.5));
  const rated = await storage.open('rated', { create: true });
  let sent = 0;
  const latencies: number[] = [];
  const startedAt = performance.now();
  const pending: Promise<unknown>[] = [];
  while (sent < 4_000) {
    const due = startedAt + sent;
    if (performance.now() < due) {
      await setImmediate();
      continue;
    }
    pending.push(rated.append([eventRecord(sent, text)]).then(() => latencies.push(performance.now() - due)));
    sent += 1;
  }
  await Promise.all(pending);
  report(`${mode} at 1000/s p50 ms`, quantile(latencies, 0.5));
  report(`${mode} at 1000/s p99 ms`, quantile(latencies, 0.99));
  report(`${mode} at 1000/s max ms`, Math.max(...latencies));
  const long = await storage.open('long', { create: true });
  const parts: number[] = [];
  for (let part = 0; part < 10; part += 1) parts.push(await oneConversation(long, 10_000));
  report(`${mode} events 0-10k/s`, parts[0] ?? 0);
  report(`${mode} events 90-100k/s`, parts[9] ?? 0);
  report(`${mode} slowest 10k of 100k /s`, Math.min(...parts));
  const read = await storage.open('read', { create: true });
  for (let id = 0; id < 10_000; id += 1_000) await read.append(eventRecords(id, 1_000, 'y'.repeat(600)));
  const time = async (work: () => Promise<unknown>, rounds: number): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = performance.now();
      await work();
      times.push(performance.now() - before);
    }
    return quantile(times, 0.5);
  };
  report(`${mode} page of 50 ms`, await time(() => read.page({ limit: 50, reverse: true }), 101));
  report(
    `${mode} 10,000 records of ${Math.round((await read.get(1))?.body.length ?? 0)} B ms`,
    await time(() => read.page({ limit: 10_000 }), 9),
  );
  const bodies = (await read.page({ limit: 10_000 })).map(({ body }) => body).join('\n');
  writeFileSync(join(folder, 'bodies'), bodies);
  report(
    'reading the same bytes as one file ms',
    await time(async () => readFileSync(join(folder, 'bodies'), 'utf8'), 9),
  );
  await storage.close();
}
console.log(JSON.stringify(result, null, 1));
rmSync(folder, { recursive: true });
