import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRecord } from '@capstan/events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventRecords } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { MemoryStorage } from '../memory/memory-storage.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';
import { metadataOfConversation } from './conversation-metadata.ts';
import { exportToFolder } from './export-to-folder.ts';
import { FolderStorage } from './folder-storage.ts';

let folder: { path: string; remove: () => Promise<void> };

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => folder.remove());

const record = (id: number, kind: string, fields: object): EventRecord => {
  const timestamp = `2026-02-01T10:00:0${id}.000Z`;
  const body = JSON.stringify({ id, timestamp, source: 'agent', message: '', ...fields });
  return { id, timestamp, kind, source: 'agent', cause: null, body };
};

async function logOf(records: EventRecord[]) {
  const store = await new MemoryStorage().open('one', { create: true });
  await store.append(records);
  return store;
}

const readJson = async (...path: string[]) => JSON.parse(await readFile(join(folder.path, ...path), 'utf8'));

test('a log is exported in ASCII, without fields that the reader would fail on', async () => {
  const store = await logOf([
    record(0, 'action:read', {
      action: 'read',
      args: { path: '/ä', confirmation_state: 'confirmed', thought: '🚀' },
      seen_through: 3,
    }),
    record(1, 'opaque', { what: 'of another version' }),
    record(2, 'observation:read', {
      observation: 'read',
      content: 'x',
      cause: 0,
      extras: { path: '/ä', own: 1 },
    }),
  ]);
  const result = await exportToFolder(store, folder.path);
  expect(result).toEqual({ folder: join(folder.path, 'sessions', 'one'), exported: 2, leftOut: [1] });
  const text = await readFile(join(result.folder, 'events', '0.json'), 'latin1');
  expect(text).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(text)).toMatchObject({
    id: 0,
    action: 'read',
    args: { path: '/ä', thought: '🚀' },
    seen_through: 3,
  });
  expect(JSON.parse(text).args).not.toHaveProperty('confirmation_state');
  expect((await readJson('sessions', 'one', 'events', '2.json')).extras).toEqual({ path: '/ä' });
});

test('every event of a response carries the whole response', async () => {
  const call = (id: number, model_response: object) =>
    record(id, 'action:think', {
      action: 'think',
      args: { thought: '' },
      tool_call_metadata: {
        function_name: 'think',
        tool_call_id: `c${id}`,
        model_response,
        total_calls_in_response: 2,
      },
    });
  const whole = { id: 'r1', choices: [{ index: 0 }] };
  await exportToFolder(await logOf([call(0, whole), call(1, { id: 'r1' })]), folder.path);
  const second = await readJson('sessions', 'one', 'events', '1.json');
  expect(second.tool_call_metadata).toMatchObject({ tool_call_id: 'c1', model_response: whole });
});

test('the metadata tells times, model, cost and tokens', async () => {
  const usage = { model: 'acme/model-x', prompt_tokens: 100, completion_tokens: 10 };
  const store = await logOf([
    record(0, 'action:message', { action: 'message', args: { content: 'hi' } }),
    record(1, 'action:think', {
      action: 'think',
      args: { thought: '' },
      llm_metrics: { accumulated_cost: 0.5, accumulated_token_usage: usage },
    }),
  ]);
  await exportToFolder(store, folder.path, { userId: 'me', metadata: { title: 'Greeting' } });
  expect(await readdir(join(folder.path, 'users', 'me', 'conversations', 'one', 'events'))).toHaveLength(2);
  expect(await readJson('sessions', 'one', 'metadata.json')).toEqual({
    conversation_id: 'one',
    selected_repository: null,
    user_id: 'me',
    selected_branch: null,
    git_provider: null,
    title: 'Greeting',
    last_updated_at: '2026-02-01T10:00:01.000Z',
    trigger: null,
    pr_number: [],
    created_at: '2026-02-01T10:00:00.000Z',
    llm_model: 'acme/model-x',
    accumulated_cost: 0.5,
    prompt_tokens: 100,
    completion_tokens: 10,
    total_tokens: 110,
    sandbox_id: null,
    conversation_version: 'V0',
  });
});

test('what was exported is read back, and not exported over', async () => {
  const records = eventRecords(0, 1_234);
  const store = await logOf(records);
  await exportToFolder(store, folder.path);
  const read = await new FolderStorage({ root: folder.path }).open('one', { create: false });
  expect(read.nextId).toBe(1_234);
  const bodies = (await read.page({ limit: 10_000 })).map(({ body }) => JSON.parse(body));
  expect(bodies).toEqual(records.map(({ body }) => JSON.parse(body)));
  await expect(exportToFolder(store, folder.path)).rejects.toMatchObject({ code: 'usage' });
});

test('what is known of a conversation goes there and comes back', async () => {
  const storage = SqliteStorage.open({ file: join(folder.path, 'capstan.db'), worker: false });
  const known = {
    title: 'Wörk',
    createdAt: '2026-01-31T00:00:00.000Z',
    lastEventAt: '2026-02-03T00:00:00.000Z',
    selectedRepository: 'acme/rocket',
    selectedBranch: 'main',
    gitProvider: 'gitlab',
    trigger: 'suggested_task',
    prNumbers: [3, 4],
    accumulatedCost: 0.75,
    promptTokens: 10,
    completionTokens: 5,
    totalTokens: 15,
  } as const;
  const given = { ...known, prNumbers: [...known.prNumbers] };
  const conversation = await storage.conversations.create({ conversationId: 'one', ...given });
  await storage.close();
  const store = await logOf([record(0, 'action:message', { action: 'message', args: { content: 'hi' } })]);
  await exportToFolder(store, folder.path, { metadata: metadataOfConversation(conversation) });
  expect(await readJson('sessions', 'one', 'metadata.json')).toMatchObject({
    title: 'Wörk',
    trigger: 'suggested_task',
    pr_number: [3, 4],
    total_tokens: 15,
  });
  expect(await new FolderStorage({ root: folder.path }).record('one')).toEqual({ ...known, userId: null });
});

test.each([
  ['that is missing', undefined, {}],
  ['that is torn', '{"title": "x', {}],
  ['that is a list', '[]', {}],
  [
    'with values of other versions',
    '{"title": 7, "created_at": "2025-11-20T09:14:02+01:00", "last_updated_at": "soon", "trigger": "telepathy", "pr_number": null, "accumulated_cost": NaN, "github_user_id": 1}',
    { title: null, createdAt: '2025-11-20T08:14:02.000Z', lastEventAt: null, trigger: null, prNumbers: [] },
  ],
])('metadata %s keeps no conversation from being taken over', async (_, text, expected) => {
  const session = join(folder.path, 'sessions', 'one');
  await mkdir(session, { recursive: true });
  if (text !== undefined) await writeFile(join(session, 'metadata.json'), text);
  expect(await new FolderStorage({ root: folder.path }).record('one')).toMatchObject(expected);
});
