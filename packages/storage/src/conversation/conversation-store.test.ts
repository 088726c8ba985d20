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

test('everything that a server knows of a conversation is kept, and can change', async () => {
  const known = {
    userId: 'me',
    selectedRepository: 'acme/rocket',
    selectedBranch: 'main',
    gitProvider: 'github',
    trigger: 'gui',
    prNumbers: [7, 12],
    lastEventAt: '2026-01-01T00:00:00.000Z',
    accumulatedCost: 0.125,
    promptTokens: 1_000,
    completionTokens: 200,
    totalTokens: 1_200,
    sandboxId: 'box-1',
  } as const;
  await storage.conversations.create({ conversationId: 'one' });
  await storage.conversations.create({ conversationId: 'two', ...known, prNumbers: [7, 12] });
  const [before, complete] = [await storage.conversations.get('one'), await storage.conversations.get('two')];
  expect(before).toMatchObject({
    userId: null,
    trigger: null,
    prNumbers: [],
    lastEventAt: null,
    totalTokens: 0,
  });
  expect(complete).toMatchObject(known);
  await storage.conversations.update('one', { ...known, prNumbers: [7, 12] });
  const after = await storage.conversations.get('one');
  expect(after).toEqual({
    ...complete,
    conversationId: 'one',
    createdAt: before?.createdAt,
    updatedAt: after?.updatedAt,
  });
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
