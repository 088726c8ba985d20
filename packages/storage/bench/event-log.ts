// Throughput, latency at a fixed rate, flatness and reading of the SQLite log; beside each figure what the bare disk
// does with the same bytes in the same run. Prints JSON; medians of three rounds.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SqliteStorage } from '../src/sqlite/sqlite-storage.ts';
import { eventRecord, eventRecords } from '../test/event-record.ts';
import { RawLog } from './raw-log.ts';

const ROUNDS = 3;
const WRITERS = 64;
const text = 'x'.repeat(850);
const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
const figures: Record<string, number[]> = {};

type Append = (id: number) => Promise<unknown>;

function note(name: string, value: number): void {
  (figures[name] ??= []).push(value);
}

function quantile(values: number[], share: number): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? 0;
}

async function milliseconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Events per second of writers that each wait for their own event; `next` gives each its ids. */
async function perSecond(count: number, append: (writer: number) => Promise<unknown>): Promise<number> {
  let left = count;
  const write = async (writer: number): Promise<void> => {
    while (left-- > 0) await append(writer);
  };
  const taken = await milliseconds(() =>
    Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer))),
  );
  return (count / taken) * 1000;
}

/** Latencies when one event is due every millisecond, counted from when it was due. */
async function atRate(name: string, append: Append): Promise<void> {
  const latencies: number[] = [];
  const pending: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let id = 0; id < 3_000;) {
    const due = startedAt + id;
    if (performance.now() < due) {
      await setImmediate();
      continue;
    }
    pending.push(append(id).then(() => latencies.push(performance.now() - due)));
    id += 1;
  }
  await Promise.all(pending);
  note(`${name}: at 1000/s p50 ms`, quantile(latencies, 0.5));
  note(`${name}: at 1000/s p99 ms`, quantile(latencies, 0.99));
}

async function measureRaw(round: number): Promise<void> {
  const raw = new RawLog(join(folder, `raw-${round}`));
  let id = 0;
  note('raw: grouped /s', await perSecond(20_000, () => raw.append(eventRecord(id++, text).body)));
  await atRate('raw', (next) => raw.append(eventRecord(next, text).body));
  raw.close();
}

async function measureSqlite(mode: string, round: number): Promise<void> {
  const file = join(folder, `${mode}-${round}`, 'capstan.db');
  const storage = SqliteStorage.open({ file, worker: mode === 'worker' });
  const stores = await Promise.all(
    Array.from({ length: WRITERS }, (_, index) => storage.open(`writer-${index}`, { create: true })),
  );
  const many = await perSecond(20_000, async (writer) => {
    const store = stores[writer];
    if (store) await store.append([eventRecord(store.nextId, text)]);
  });
  note(`${mode}: 64 conversations /s`, many);
  const rated = await storage.open('rated', { create: true });
  await atRate(mode, (id) => rated.append([eventRecord(id, text)]));
  const long = await storage.open('long', { create: true });
  let id = 0;
  for (let part = 0; part < 10; part += 1) {
    const speed = await perSecond(10_000, () => long.append([eventRecord(id++, text)]));
    note(`${mode}: one conversation /s`, speed);
    if (part === 0) note(`${mode}: events 0 to 10,000 /s`, speed);
    if (part === 9) note(`${mode}: events 90,000 to 100,000 /s`, speed);
  }
  const read = await storage.open('read', { create: true });
  for (let from = 0; from < 10_000; from += 1_000)
    await read.append(eventRecords(from, 1_000, 'y'.repeat(635)));
  for (let turn = 0; turn < 20; turn += 1) {
    note(`${mode}: last 50 ms`, await milliseconds(() => read.page({ limit: 50, reverse: true })));
  }
  for (let turn = 0; turn < 5; turn += 1) {
    note(`${mode}: read 10,000 ms`, await milliseconds(() => read.page({ limit: 10_000 })));
  }
  const bytes = join(folder, 'bytes');
  writeFileSync(bytes, (await read.page({ limit: 10_000 })).map(({ body }) => body).join('\n'));
  note('raw: read 10,000 as one text ms', await milliseconds(() => readFileSync(bytes, 'utf8')));
  await storage.close();
}

for (let round = 0; round < ROUNDS; round += 1) {
  await measureRaw(round);
  for (const mode of ['worker', 'caller']) await measureSqlite(mode, round);
}
const medians = Object.entries(figures).map(([name, values]) => [
  name,
  +quantile(values, 0.5).toPrecision(3),
]);
console.log(JSON.stringify(Object.fromEntries(medians), null, 2));
rmSync(folder, { recursive: true });
