import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { TestProcess } from '../../test/test-process.ts';
import { SqliteStorage } from './sqlite-storage.ts';

const KILLS = 10;

let folder: { path: string; remove: () => Promise<void> };
let file: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'capstan.db');
});

afterEach(() => folder.remove());

async function storedIds(): Promise<number[]> {
  const storage = SqliteStorage.open({ file, worker: false });
  const store = await storage.open('one', { create: false });
  const ids: number[] = [];
  for (;;) {
    const page = await store.page({ from: ids.length, limit: 10_000 });
    for (const record of page) {
      expect(JSON.parse(record.body)).toMatchObject({ id: record.id });
      ids.push(record.id);
    }
    if (page.length < 10_000) break;
  }
  expect(store.nextId).toBe(ids.length);
  await storage.close();
  return ids;
}

describe.each(['worker', 'caller'])('committed in the thread of the %s', (mode) => {
  test(
    `killed ${KILLS} times while it writes, a log has every acknowledged event and no gap`,
    { timeout: 60_000 },
    async () => {
      let acknowledged = -1;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const writer = new TestProcess('append-until-killed', [file, mode]);
        for (let read = 0; read < 3 + kill * 7; read += 1) acknowledged = Number(await writer.line());
        const rest = await writer.kill();
        acknowledged = Number(rest.at(-1) ?? acknowledged);
        const ids = await storedIds();
        expect(ids).toEqual(Array.from({ length: ids.length }, (_, id) => id));
        expect(ids.length).toBeGreaterThan(acknowledged);
      }
    },
  );
});

test(
  'processes that create and write the same file at once do not disturb each other',
  { timeout: 60_000 },
  async () => {
    const names = ['a', 'b', 'c', 'd'];
    const processes = names.map((name) => new TestProcess('write-own-log', [file, name, '100']));
    await Promise.all(processes.map((each) => each.end()));
    const storage = SqliteStorage.open({ file, worker: false });
    for (const name of names) {
      const records = await (await storage.open(name, { create: false })).page({ limit: 1_000 });
      expect(records.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, id) => id));
      expect(records.every(({ body }) => body.includes(`"${name}"`))).toBe(true);
    }
    await storage.close();
  },
);

test('a log that lost its write-ahead file with the machine still opens', async () => {
  const storage = SqliteStorage.open({ file, worker: false });
  await storage.open('one', { create: true });
  await storage.close();
  await rm(`${file}-wal`, { force: true });
  expect(await storedIds()).toEqual([]);
});
