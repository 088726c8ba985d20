import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventRecord } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';

let folder: { path: string; remove: () => Promise<void> };
let file: string;
let storage: SqliteStorage;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'capstan.db');
  storage = SqliteStorage.open({ file });
});

afterEach(async () => {
  await storage.close();
  await folder.remove();
});

test('a conversation is kept with everything that was said of it', async () => {
  const created = await storage.conversations.create({
    conversationId: 'one',
    title: 'Zwölf "Dinge"',
    workspace: '/home/me/project',
    model: 'acme/model-x',
    runtime: 'local',
    agentClass: 'CodeActAgent',
    settings: { limits: { iterations: 30, budget: null }, confirmation: 'never' },
  });
  expect(created.status).toBe('STARTING');
  expect(await storage.conversations.get('one')).toEqual(created);
  expect(await storage.conversations.get('two')).toBeUndefined();
  await expect(storage.conversations.create({ conversationId: 'one' })).rejects.toMatchObject({
    code: 'conversation_busy',
  });
});

test('a change touches only what it names', async () => {
  const created = await storage.conversations.create({
    conversationId: 'one',
    title: 'Old',
    model: 'acme/model-x',
  });
  await storage.conversations.update('one', { title: null, status: 'RUNNING' });
  const changed = await storage.conversations.get('one');
  expect(changed).toEqual({ ...created, title: null, status: 'RUNNING', updatedAt: changed?.updatedAt });
  expect((changed?.updatedAt ?? '') >= created.updatedAt).toBe(true);
  await expect(storage.conversations.update('two', {})).rejects.toMatchObject({
    code: 'conversation_not_found',
  });
});

test('the list is newest first and goes on where it stopped, also among equal times', async () => {
  for (let index = 0; index < 7; index += 1) {
    const updatedAt = `2026-01-0${1 + Math.floor(index / 3)}T00:00:00.000Z`;
    await storage.conversations.create({ conversationId: `c${index}`, updatedAt });
  }
  const seen: string[] = [];
  let page = await storage.conversations.list({ limit: 2 });
  for (;;) {
    seen.push(...page.conversations.map(({ conversationId }) => conversationId));
    if (page.next === undefined) break;
    page = await storage.conversations.list({ limit: 2, after: page.next });
  }
  expect(seen).toEqual(['c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0']);
  await expect(storage.conversations.list({ limit: 0 })).rejects.toMatchObject({ code: 'usage' });
});

test('a deleted conversation leaves nothing behind', async () => {
  await storage.conversations.create({ conversationId: 'one' });
  const store = await storage.open('one', { create: true });
  await store.append([eventRecord(0)]);
  await store.close();
  await storage.snapshots.put('one', { eventId: 0, version: '1', body: '{}' });
  expect(await storage.conversations.delete('one')).toBe(true);
  expect(await storage.conversations.delete('one')).toBe(false);
  expect(await storage.conversations.get('one')).toBeUndefined();
  expect(await storage.snapshots.latest('one', '1')).toBeUndefined();
  await expect(storage.open('one', { create: false })).rejects.toMatchObject({
    code: 'conversation_not_found',
  });
  expect((await storage.open('one', { create: true })).nextId).toBe(0);
});

test('a damaged row is reported with its conversation', async () => {
  await storage.conversations.create({ conversationId: 'one' });
  const other = new DatabaseSync(file);
  other.exec(`UPDATE conversation SET settings = '{"half'`);
  other.close();
  await expect(storage.conversations.get('one')).rejects.toMatchObject({
    code: 'storage_corrupt',
    message: expect.stringMatching(/conversation one.*settings/),
  });
});

test('the latest snapshot of the wanted version is kept', async () => {
  await storage.snapshots.put('one', { eventId: 10, version: '1', body: '{"a":1}' });
  await storage.snapshots.put('one', { eventId: 20, version: '1', body: '{"a":2}' });
  expect(await storage.snapshots.latest('one', '1')).toEqual({ eventId: 20, version: '1', body: '{"a":2}' });
  expect(await storage.snapshots.latest('one', '2')).toBeUndefined();
});
