import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventRecords } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { APPLICATION_ID, MIGRATIONS, PAGE_BYTES } from './schema.ts';
import { SqliteStorage } from './sqlite-storage.ts';

let folder: { path: string; remove: () => Promise<void> };
let file: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'capstan.db');
});

afterEach(() => folder.remove());

const records = eventRecords(0, 5);

/** A file as version 1 left it. */
function writeVersionOne(): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; ${MIGRATIONS[0]}`);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1`);
  database.prepare('INSERT INTO log (conversation_id) VALUES (?)').run('one');
  const event = database.prepare('INSERT INTO event VALUES (1, ?, ?, ?, ?, ?, ?)');
  for (const { id, timestamp, kind, source, cause, body } of records) {
    event.run(id, timestamp, kind, source, cause, body);
  }
  const conversation = database.prepare('INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const times = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
  conversation.run(
    'one',
    'Title',
    ...times,
    '/home/me',
    'acme/x',
    'local',
    'CodeActAgent',
    'STOPPED',
    '{"a":1}',
  );
  conversation.run('two', null, ...times, null, null, null, null, 'RUNNING', '{}');
  database.prepare('INSERT INTO lease VALUES (?, ?, NULL, NULL, NULL)').run('one', 3);
  database.prepare('INSERT INTO snapshot VALUES (?, ?, ?, ?)').run('one', 4, '1', '{}');
  database.close();
}

test.each([true, false])('a file of version 1 keeps all it has, worker: %s', async (worker) => {
  writeVersionOne();
  const storage = SqliteStorage.open({ file, worker });
  expect(await storage.conversations.get('one')).toEqual({
    conversationId: 'one',
    title: 'Title',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
    workspace: '/home/me',
    model: 'acme/x',
    runtime: 'local',
    agentClass: 'CodeActAgent',
    status: 'STOPPED',
    settings: { a: 1 },
    userId: null,
    selectedRepository: null,
    selectedBranch: null,
    gitProvider: null,
    trigger: null,
    prNumbers: [],
    lastEventAt: null,
    accumulatedCost: 0,
    promptTokens: 0,
    completionTokens: 0,
    totalTokens: 0,
    sandboxId: null,
    agentState: null,
  });
  const running = await storage.conversations.search({ status: ['RUNNING'], limit: 10 });
  expect(running.conversations.map(({ conversationId }) => conversationId)).toEqual(['two']);
  const store = await storage.open('one', { create: false });
  expect(await store.page({ limit: 10 })).toEqual(records);
  expect(await storage.snapshots.latest('one', '1')).toMatchObject({ eventId: 4 });
  expect((await storage.leases.acquire('one')).token).toBe(4);
  await storage.conversations.update('one', { userId: 'me' });
  expect(await storage.conversations.count({ userId: 'me' })).toBe(1);
  await storage.close();
});

test('a file that was brought up to date has the tables of a new one', async () => {
  const schemaOf = async (path: string): Promise<unknown[]> => {
    const storage = SqliteStorage.open({ file: path, worker: false });
    await storage.ready();
    await storage.close();
    const database = new DatabaseSync(path, { readOnly: true });
    const objects = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
    database.close();
    return objects;
  };
  writeVersionOne();
  expect(await schemaOf(file)).toEqual(await schemaOf(join(folder.path, 'new.db')));
});
