import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventRecord, eventRecords } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { FolderStorage } from './folder-storage.ts';

let folder: { path: string; remove: () => Promise<void> };
let base: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  base = join(folder.path, 'sessions', 'one');
  await mkdir(join(base, 'events'), { recursive: true });
  await mkdir(join(base, 'event_cache'));
});

afterEach(() => folder.remove());

/** As Python writes it: blanks after separators, non-ASCII escaped. */
const said = (id: number, content: string): string =>
  `{"id": ${id}, "timestamp": "2025-11-20T09:14:02.115838", "source": "user", "message": "${content}", "action": "message", "args": {"content": "${content}", "file_urls": null, "image_urls": null, "wait_for_response": false, "security_risk": -1}}`;
const event = (name: string | number, text: string): Promise<void> =>
  writeFile(join(base, 'events', `${name}.json`), text);
const cachePage = (name: string, text: string): Promise<void> =>
  writeFile(join(base, 'event_cache', `${name}.json`), text);
const pageOf = (start: number, end: number, content: string): string =>
  `[${Array.from({ length: end - start }, (_, offset) => said(start + offset, content)).join(', ')}]`;

const open = (options: { userId?: string } = {}) =>
  new FolderStorage({ root: folder.path, ...options }).open('one', { create: false });
const contents = async (): Promise<Record<number, string>> => {
  const records = await (await open()).page({ limit: 10_000 });
  return Object.fromEntries(records.map(({ id, body }) => [id, JSON.parse(body).args?.content ?? body]));
};

test('an event is read with its text as it is, its time as UTC', async () => {
  await event(0, said(0, 'h\\u00e9llo'));
  const store = await open();
  expect(await store.get(0)).toEqual({
    id: 0,
    timestamp: new Date('2025-11-20T09:14:02.115838').toISOString(),
    kind: 'action:message',
    source: 'user',
    cause: null,
    body: said(0, 'h\\u00e9llo'),
  });
});

test('gaps are passed over, and the next id follows the highest', async () => {
  for (const id of [0, 3, 4, 100]) await event(id, said(id, 'x'));
  const store = await open();
  expect(store.nextId).toBe(101);
  expect((await store.page({ limit: 3 })).map(({ id }) => id)).toEqual([0, 3, 4]);
  expect((await store.page({ limit: 2, reverse: true, to: 99 })).map(({ id }) => id)).toEqual([4, 3]);
  await store.append([eventRecord(101)]);
  expect((await open()).nextId).toBe(102);
});

test.each([
  ['torn', '{"id": 1, "timestamp"'],
  ['empty', ''],
  ['a list', '[1, 2]'],
])('a file that is %s becomes an opaque record that keeps its text', async (_, text) => {
  await event(0, said(0, 'before'));
  await event(1, text);
  await event(2, said(2, 'after'));
  const records = await (await open()).page({ limit: 10 });
  expect(records.map(({ kind }) => kind)).toEqual(['action:message', 'opaque', 'action:message']);
  expect(JSON.parse(records[1]?.body ?? '')).toMatchObject({ id: 1, file: 'events/1.json', raw: text });
});

test('bytes that are not UTF-8 and a folder in place of a file are opaque too', async () => {
  await writeFile(join(base, 'events', '0.json'), new Uint8Array([0x7b, 0xff, 0x7d]));
  await mkdir(join(base, 'events', '1.json'));
  const records = await (await open()).page({ limit: 10 });
  expect(records.map(({ kind }) => kind)).toEqual(['opaque', 'opaque']);
  expect(JSON.parse(records[0]?.body ?? '')).toMatchObject({ raw_base64: 'e/99' });
});

test('an unknown kind is opaque and keeps its text', async () => {
  const text =
    '{"id": 0, "timestamp": "2025-11-20T09:14:02", "source": "agent", "cause": "4", "action": "levitate", "args": {}}';
  await event(0, text);
  expect(await (await open()).get(0)).toMatchObject({
    kind: 'opaque',
    source: 'agent',
    cause: 4,
    body: text,
  });
});

test('numbers that only Python writes become null', async () => {
  await event(
    0,
    '{"id": 0, "action": "message", "args": {"content": "NaN \\" Infinity", "a": NaN, "b": [-Infinity, Infinity]}}',
  );
  const record = await (await open()).get(0);
  expect(record?.kind).toBe('action:message');
  expect(JSON.parse(record?.body ?? '')).toMatchObject({
    args: { content: 'NaN " Infinity', a: null, b: [null, null] },
  });
});

test('names that are no events are passed over', async () => {
  for (const name of ['junk', '-1', '007', '1e3', '2.bak']) await event(name, said(9, 'junk'));
  await writeFile(join(base, 'events', '.DS_Store'), '');
  await event(5, said(5, 'x'));
  expect(await contents()).toEqual({ 5: 'x' });
});

test('a page counts before the single files and gives back what was deleted there', async () => {
  for (let id = 0; id < 30; id += 1) if (id !== 7) await event(id, said(id, 'single'));
  await cachePage('0-25', pageOf(0, 25, 'page'));
  const read = await contents();
  expect(Object.keys(read)).toHaveLength(30);
  expect([read[0], read[7], read[24], read[25]]).toEqual(['page', 'page', 'page', 'single']);
});

test('pages that start anywhere are read', async () => {
  await cachePage('0-25', pageOf(0, 25, 'first'));
  await cachePage('30-55', pageOf(30, 55, 'second'));
  for (let id = 25; id < 30; id += 1) await event(id, said(id, 'single'));
  const read = await contents();
  expect(Object.keys(read)).toHaveLength(55);
  expect([read[24], read[25], read[30], read[54]]).toEqual(['first', 'single', 'second', 'second']);
  expect((await open()).nextId).toBe(55);
});

test.each([
  ['torn', '[{"id": 0'],
  ['empty', '[]'],
  ['not a list', '{}'],
  ['short', `[${said(0, 'page')}]`],
  ['of wrong events', pageOf(1, 26, 'page')],
])('a page that is %s yields to the single files', async (name, text) => {
  for (let id = 0; id < 26; id += 1) await event(id, said(id, 'single'));
  await cachePage('0-25', text);
  const read = await contents();
  expect(Object.keys(read)).toHaveLength(26);
  expect(read[0]).toBe(name === 'short' ? 'page' : 'single');
  expect(read[1]).toBe('single');
});

test('a conversation of a user is found, and not for another user', async () => {
  const ofUser = join(folder.path, 'users', 'me', 'conversations', 'two', 'events');
  await mkdir(ofUser, { recursive: true });
  await writeFile(join(ofUser, '0.json'), said(0, 'mine'));
  const of = (userId?: string) => new FolderStorage({ root: folder.path, ...(userId ? { userId } : {}) });
  expect((await of('me').open('two', { create: false })).nextId).toBe(1);
  expect((await of().open('two', { create: false })).nextId).toBe(1);
  await expect(of('you').open('two', { create: false })).rejects.toMatchObject({
    code: 'conversation_not_found',
  });
});

test.each(['', '.', '..', '../one', 'a/b', 'a\\b'])(
  'a name that is no folder name is refused: %j',
  async (name) => {
    const storage = new FolderStorage({ root: folder.path });
    await expect(storage.open(name, { create: true })).rejects.toMatchObject({ code: 'usage' });
  },
);

test('an append of several events that was cut short is finished when the folder is opened', async () => {
  const bodies = eventRecords(1, 3).map(({ body }) => body);
  await event(0, said(0, 'before'));
  await event(1, bodies[0] ?? '');
  await writeFile(join(base, 'append-journal.json'), JSON.stringify({ from: 1, bodies }));
  const store = await open();
  expect(store.nextId).toBe(4);
  expect((await store.page({ limit: 10, from: 1 })).map(({ body }) => body)).toEqual(bodies);
  expect((await readdir(base)).toSorted()).toEqual(['event_cache', 'events']);
});

test('an event that OpenHands wrote meanwhile is not overwritten, and the batch is refused whole', async () => {
  const store = await open();
  await event(1, said(1, 'theirs'));
  await expect(store.append(eventRecords(0, 3))).rejects.toMatchObject({ code: 'conversation_busy' });
  expect(await readdir(join(base, 'events'))).toEqual(['1.json']);
  expect(await readFile(join(base, 'events', '1.json'), 'utf8')).toBe(said(1, 'theirs'));
});
