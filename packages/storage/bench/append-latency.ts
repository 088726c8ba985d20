// One durable append after another, as a headless run does it; beside it the bare disk.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStorage } from '../src/sqlite/sqlite-storage.ts';
import { eventRecord } from '../test/event-record.ts';

const [mode = 'worker', countText = '60'] = process.argv.slice(2);
const count = Number(countText);
const folder = mkdtempSync(join(tmpdir(), 'capstan-bench-'));
const latencies: number[] = [];
const startedAt = performance.now();
let readyMilliseconds = 0;
let closeMilliseconds = 0;
const text = 'x'.repeat(850);

if (mode === 'raw') {
  const file = openSync(join(folder, 'raw'), 'w');
  for (let id = 0; id < count; id += 1) {
    const before = performance.now();
    writeSync(file, eventRecord(id, text).body);
    fdatasyncSync(file);
    latencies.push(performance.now() - before);
    if (id === 0) readyMilliseconds = performance.now() - startedAt;
  }
  closeSync(file);
} else {
  const storage = SqliteStorage.open({ file: join(folder, 'capstan.db'), worker: mode === 'worker' });
  const store = await storage.open('one', { create: true });
  for (let id = 0; id < count; id += 1) {
    const before = performance.now();
    await store.append([eventRecord(id, text)]);
    latencies.push(performance.now() - before);
    if (id === 0) readyMilliseconds = performance.now() - startedAt;
  }
  closeMilliseconds = -performance.now();
  await storage.close();
  closeMilliseconds += performance.now();
}
const wall = performance.now() - startedAt - closeMilliseconds;
const after = latencies.slice(1).toSorted((left, right) => left - right);
const at = (share: number): string => (after[Math.floor(after.length * share)] ?? 0).toFixed(3);
console.log(
  JSON.stringify({
    mode,
    count,
    first: +readyMilliseconds.toFixed(1),
    wall: +wall.toFixed(1),
    p50: +at(0.5),
    p99: +at(0.99),
    close: +closeMilliseconds.toFixed(1),
    rss: Math.round(process.memoryUsage.rss() / 1e6),
  }),
);
rmSync(folder, { recursive: true });
