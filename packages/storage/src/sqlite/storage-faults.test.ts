import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventRecord, eventRecords } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requires } from '../../../../test/support/requirement.ts';
import { SqliteStorage } from './sqlite-storage.ts';

let folder: { path: string; remove: () => Promise<void> };
let file: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'capstan.db');
});

afterEach(() => folder.remove());

/** Mounts a file system of its own on the folder; gives back how to unmount it. */
function mount(path: string, options: string): () => Promise<void> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'pipe' });
  return async () => {
    execFileSync('umount', [path], { stdio: 'pipe' });
  };
}

/** As `mount` read-only, for those who may not mount but whom permissions bind. */
async function forbidWriting(path: string): Promise<() => Promise<void>> {
  await chmod(path, 0o500);
  return () => chmod(path, 0o700);
}

async function written(path: string, worker: boolean): Promise<void> {
  const storage = SqliteStorage.open({ file: path, worker });
  const store = await storage.open('one', { create: true });
  for (let id = 0; id < 300; id += 1) await store.append([eventRecord(id, 'x'.repeat(500))]);
  await storage.close();
}

async function fillUntilRefused(storage: SqliteStorage, name: string): Promise<number> {
  const store = await storage.open(name, { create: true });
  for (;;) {
    const id = store.nextId;
    try {
      await store.append(eventRecords(id, 4, 'z'.repeat(5_000)));
    } catch (error) {
      expect(error).toMatchObject({ code: 'storage_full', message: expect.stringContaining(file) });
      expect(store.nextId).toBe(id);
      return id;
    }
  }
}

const root = requires('root');

describe.each([true, false])('worker: %s', (worker) => {
  const open = (options: { maxBytes?: number } = {}): SqliteStorage =>
    SqliteStorage.open({ file, worker, ...options });

  async function failure(): Promise<unknown> {
    const storage = open();
    const opened = await storage.ready().catch((error: unknown) => error);
    const used = await storage.open('one', { create: true }).catch((error: unknown) => error);
    expect(used).toMatchObject({ message: (opened as Error).message });
    await storage.close();
    return opened;
  }

  test('a file that is not a database is reported as such and left as it is', async () => {
    await writeFile(file, 'These are notes.\n'.repeat(100));
    expect(await failure()).toMatchObject({ code: 'storage_corrupt', message: `${file} is not a database` });
    expect(await readFile(file, 'utf8')).toBe('These are notes.\n'.repeat(100));
  });

  test('a database of another program is reported as such and left as it is', async () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE recipe (name TEXT)');
    other.close();
    expect(await failure()).toMatchObject({
      code: 'storage_corrupt',
      message: `${file} is not a database of Capstan`,
    });
  });

  test('a database of a newer version is refused with the advice to update', async () => {
    await written(file, worker);
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(await failure()).toMatchObject({
      code: 'storage_failed',
      message: expect.stringMatching(/newer version.*schema 99/),
      remedy: expect.stringContaining('Update'),
    });
  });

  test('a damaged page is reported with the name of the file', async () => {
    await written(file, worker);
    const bytes = await readFile(file);
    bytes.fill(0x55, 16_384 * 3);
    await writeFile(file, bytes);
    const storage = open();
    const read = async (): Promise<unknown> =>
      (await storage.open('one', { create: false })).page({ limit: 1_000 });
    await expect(read()).rejects.toMatchObject({
      code: 'storage_corrupt',
      message: expect.stringContaining(file),
    });
    await storage.close();
  });

  test('a folder that cannot be created is reported', async () => {
    await writeFile(join(folder.path, 'file'), '');
    file = join(folder.path, 'file', 'capstan.db');
    expect(await failure()).toMatchObject({ code: 'storage_failed', message: expect.stringContaining(file) });
  });

  test('a read-only folder is reported', async () => {
    file = join(folder.path, 'capstan.db');
    const undo = root.available ? mount(folder.path, 'ro') : await forbidWriting(folder.path);
    try {
      expect(await failure()).toMatchObject({
        code: 'storage_failed',
        message: expect.stringContaining(file),
      });
    } finally {
      await undo();
    }
  });

  test('a file of limited size goes on once something was deleted', async () => {
    const storage = open({ maxBytes: 2_000_000 });
    await storage.open('old', { create: true });
    const old = await storage.open('old', { create: false });
    for (let id = 0; id < 100; id += 1) await old.append([eventRecord(id, 'o'.repeat(5_000))]);
    const kept = await fillUntilRefused(storage, 'one');
    await storage.conversations.delete('old');
    const store = await storage.open('one', { create: false });
    expect(store.nextId).toBe(kept);
    await store.append(eventRecords(kept, 4, 'z'.repeat(5_000)));
    expect(await store.page({ limit: 10_000 })).toHaveLength(kept + 4);
    await storage.close();
  });

  test.skipIf(!root.available).each([
    ['before', 3_000],
    ['after', 15_000],
  ])(
    'on a disk that is full %s the first checkpoint nothing acknowledged is lost, and space is enough to go on',
    async (_, kilobytes) => {
      const unmount = mount(folder.path, `size=${kilobytes}k`);
      try {
        await writeFile(join(folder.path, 'ballast'), Buffer.alloc(500_000));
        const storage = open();
        const kept = await fillUntilRefused(storage, 'one');
        expect(kept).toBeGreaterThan(10);
        const store = await storage.open('one', { create: false });
        await expect(store.append(eventRecords(kept, 4, 'z'.repeat(5_000)))).rejects.toMatchObject({
          code: 'storage_full',
        });
        await writeFile(join(folder.path, 'ballast'), '');
        await store.append(eventRecords(kept, 4, 'z'.repeat(5_000)));
        expect(store.nextId).toBe(kept + 4);
        await storage.close();

        const again = open();
        const records = await (await again.open('one', { create: false })).page({ limit: 10_000 });
        expect(records.map(({ id }) => id)).toEqual(Array.from({ length: kept + 4 }, (_, id) => id));
        await again.close();
      } finally {
        await unmount();
      }
    },
  );

  test('appends behind one that failed fail for the same reason, and the log goes on before them', async () => {
    const storage = open({ maxBytes: 400_000 });
    const store = await storage.open('one', { create: true });
    await store.append([eventRecord(0)]);
    const outcomes = await Promise.allSettled([
      store.append([eventRecord(1, 'b'.repeat(1_000_000))]),
      store.append([eventRecord(2)]),
      store.append([eventRecord(3)]),
    ]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'storage_full' } });
    expect(store.nextId).toBe(1);
    await store.append([eventRecord(1)]);
    expect(store.nextId).toBe(2);
    await storage.close();
  });

  test('of commands that are committed together, one that fails does not harm the others', async () => {
    const storage = open({ maxBytes: 600_000 });
    const stores = await Promise.all(['a', 'b', 'c'].map((name) => storage.open(name, { create: true })));
    const outcomes = await Promise.allSettled(
      stores.map((store, index) => store.append([eventRecord(0, 'b'.repeat(index === 1 ? 1_000_000 : 10))])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stores.map(({ nextId }) => nextId)).toEqual([1, 0, 1]);
    await storage.close();
  });

  test('another process that holds the file is waited for only so long', async () => {
    await written(file, worker);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const storage = SqliteStorage.open({ file, worker, busyTimeoutMilliseconds: 50 });
    const opening = storage.open('two', { create: true });
    await expect(opening).rejects.toMatchObject({
      code: 'storage_failed',
      message: expect.stringContaining('locked'),
    });
    other.exec('ROLLBACK');
    expect((await storage.open('two', { create: true })).nextId).toBe(0);
    await storage.close();
    other.close();
  });
});

test('a worker that cannot be started is reported', async () => {
  const workerUrl = new URL('file:///nowhere/sqlite-worker.ts');
  const storage = SqliteStorage.open({ file, workerUrl });
  await expect(storage.open('one', { create: true })).rejects.toMatchObject({ code: 'storage_failed' });
  await storage.close();
});
