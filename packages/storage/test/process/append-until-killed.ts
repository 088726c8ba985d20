// Appends to one log for ever and prints each id once it is acknowledged.
// Arguments: database file, `worker` or `caller`.
import { writeSync } from 'node:fs';
import { SqliteStorage } from '../../src/sqlite/sqlite-storage.ts';
import { eventRecords } from '../event-record.ts';

const [file = '', mode] = process.argv.slice(2);
const storage = SqliteStorage.open({ file, worker: mode === 'worker' });
const store = await storage.open('one', { create: true });
for (let next = store.nextId; ; next += 3) {
  const size = 1 + (next % 3) * 1_000;
  void store.append([...eventRecords(next, 1), ...eventRecords(next + 1, 2, 'y'.repeat(size))]);
  await store.append(eventRecords(next + 3, 1));
  next += 1;
  writeSync(1, `${next + 2}\n`);
}
