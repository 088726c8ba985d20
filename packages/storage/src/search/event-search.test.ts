import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventRecord, eventRecords } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';
import type { FindOptions, SearchResult } from './event-search.ts';

describe.each([true, false])('worker: %s', (worker) => {
  let folder: { path: string; remove: () => Promise<void> };
  let file: string;
  let storage: SqliteStorage;

  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'capstan.db');
    storage = SqliteStorage.open({ file, worker });
  });

  afterEach(async () => {
    await storage.close();
    await folder.remove();
  });

  /** Appends one event for each text. */
  async function say(conversationId: string, ...texts: string[]): Promise<void> {
    const store = await storage.open(conversationId, { create: true });
    const from = store.nextId;
    await store.append(texts.map((text, index) => eventRecord(from + index, text)));
    await store.close();
  }

  const find = (text: string, options: Partial<FindOptions> = {}): Promise<SearchResult> =>
    storage.search.find({ text, limit: 100, ...options });
  const places = async (text: string, options: Partial<FindOptions> = {}): Promise<string[]> =>
    (await find(text, options)).hits.map(({ conversationId, eventId }) => `${conversationId}/${eventId}`);

  test('an event is found by the beginning of its words, in any case and without accents', async () => {
    await say('one', 'Déployer le Café-Server', 'unrelated words');
    await say('two', 'deploy file_editor.ts');
    expect(await find('CAFE')).toEqual({
      hits: [
        {
          conversationId: 'one',
          eventId: 0,
          timestamp: eventRecord(0).timestamp,
          kind: 'action:run',
          snippet: 'Déployer le Café-Server',
        },
      ],
      next: undefined,
      complete: true,
    });
    expect(await places('deploy')).toEqual(['two/0', 'one/0']);
    expect(await places('déployer serv')).toEqual(['one/0']);
    expect(await places('file_ed')).toEqual(['two/0']);
    expect(await places('editor_file')).toEqual([]);
    expect(await places('ployer')).toEqual([]);
    expect(await places('deploy unrelated')).toEqual([]);
  });

  test('languages without blanks are found by any run of characters', async () => {
    await say('one', '修复测试失败', 'テストを直す');
    expect(await places('测试')).toEqual(['one/0']);
    expect(await places('试测')).toEqual([]);
    expect(await places('直す')).toEqual(['one/1']);
  });

  test('what comes after a search is found by the next one', async () => {
    await say('one', 'first apple');
    expect(await places('apple')).toEqual(['one/0']);
    await say('one', 'second apple');
    await say('two', 'third apple');
    expect(await places('apple')).toEqual(['two/0', 'one/1', 'one/0']);
    await storage.close();
    storage = SqliteStorage.open({ file, worker });
    await say('one', 'fourth apple');
    expect(await places('apple')).toEqual(['one/2', 'two/0', 'one/1', 'one/0']);
  });

  test('pages go on where they stopped, also when more comes meanwhile', async () => {
    for (let index = 0; index < 5; index += 1) await say(`c${index % 2}`, `pear ${index}`, 'other');
    const seen: string[] = [];
    let page = await find('pear', { limit: 2 });
    for (;;) {
      seen.push(...page.hits.map(({ snippet }) => snippet));
      if (page.next === undefined) break;
      await say('new', 'pear of another tree');
      page = await find('pear', { limit: 2, before: page.next });
    }
    expect(seen).toEqual(['pear 4', 'pear 3', 'pear 2', 'pear 1', 'pear 0']);
  });

  test('nobody finds what is of another user', async () => {
    for (const [conversationId, userId] of [
      ['ann', 'ann'],
      ['bob', 'bob'],
      ['null', null],
    ] as const) {
      await storage.conversations.create({ conversationId, userId });
      await say(conversationId, 'plum');
    }
    await say('unrecorded', 'plum');
    expect(await places('plum')).toEqual(['unrecorded/0', 'null/0', 'bob/0', 'ann/0']);
    expect(await places('plum', { userId: 'ann' })).toEqual(['ann/0']);
    expect(await places('plum', { userId: null })).toEqual(['null/0']);
    expect(await places('plum', { userId: 'eve' })).toEqual([]);
    expect(await places('plum', { conversationIds: ['ann', 'unrecorded', 'none'] })).toEqual([
      'unrecorded/0',
      'ann/0',
    ]);
    expect(await places('plum', { conversationIds: ['ann', 'bob'], userId: 'bob' })).toEqual(['bob/0']);
    expect(await places('plum', { conversationIds: [] })).toEqual([]);
  });

  test('scopes of more conversations than the index is asked about are sifted', async () => {
    const names = Array.from({ length: 210 }, (_, index) => `c${index}`);
    for (const conversationId of names) {
      await storage.conversations.create({ conversationId, userId: 'ann' });
      await say(conversationId, 'fig');
    }
    await storage.conversations.create({ conversationId: 'other', userId: 'bob' });
    await say('other', 'fig');
    for (const scope of [{ userId: 'ann' }, { conversationIds: names }]) {
      let result = await find('fig', scope);
      while (!result.complete) result = await find('fig', scope);
      expect(result.hits.map(({ conversationId }) => conversationId)).toEqual(names.slice(110).toReversed());
    }
  });

  test('a search over all catches up with so many conversations, the newest first, and says what is left', async () => {
    for (let index = 0; index < 120; index += 1) await say(`c${index}`, `cherry ${index}`);
    const first = await find('cherry');
    expect(first.complete).toBe(false);
    expect(first.hits[0]?.conversationId).toBe('c119');
    expect(first.hits.length).toBeGreaterThanOrEqual(50);
    const one = await find('cherry', { conversationIds: ['c3'] });
    expect(one).toMatchObject({ complete: true, hits: [{ conversationId: 'c3' }] });
    let searches = 1;
    for (let again = first; !again.complete; searches += 1) again = await find('cherry');
    expect(searches).toBeLessThanOrEqual(3);
    expect(await places('cherry 7')).toContain('c7/0');
  });

  test('a long log is searched to its end, and can be indexed ahead', async () => {
    const store = await storage.open('long', { create: true });
    for (let from = 0; from < 3_000; from += 500) await store.append(eventRecords(from, 500, 'grape'));
    await store.append([eventRecord(3_000, 'raisin')]);
    await storage.search.indexThrough('long');
    await storage.search.indexThrough('none');
    const database = new DatabaseSync(file, { readOnly: true });
    expect(database.prepare('SELECT next_id, behind FROM search_log').get()).toMatchObject({
      next_id: 3_001,
      behind: 0,
    });
    database.close();
    expect(await places('raisin')).toEqual(['long/3000']);
    expect((await find('grape')).hits).toHaveLength(100);
  });

  test('a deleted conversation leaves no word behind, and the storage goes on as before', async () => {
    await say('kept', 'lemon');
    await say('gone', 'lemon', 'secret lime');
    const lease = await storage.leases.acquire('kept');
    expect(await places('lemon')).toEqual(['gone/0', 'kept/0']);
    const [deleted] = await Promise.all([
      storage.conversations.delete('gone'),
      storage.leases.release(lease),
      storage.snapshots.put('kept', { eventId: 0, version: '1', body: '{}' }),
    ]);
    expect(deleted).toBe(true);
    await storage.leases.release(await storage.leases.acquire('kept'));
    expect(await places('lemon')).toEqual(['kept/0']);
    expect(await places('secret')).toEqual([]);
    // Its events get the row ids of those that were deleted.
    await say('after', 'orange', 'lime');
    expect(await places('lemon')).toEqual(['kept/0']);
    expect(await places('lime')).toEqual(['after/1']);
    const database = new DatabaseSync(file, { readOnly: true });
    expect(database.prepare('SELECT count(*) AS count FROM search_log').get()).toMatchObject({ count: 2 });
    database.close();
  });

  test('no text makes a question that the index cannot read', async () => {
    await say(
      'one',
      'a "quoted" AND (NOT near) OR col:umn * ^ ^start NEAR(x y) -minus {a b}: c',
      'ÄÖÜ ß ﬁ ½ ς',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom(
          '"',
          '*',
          '^',
          '(',
          ')',
          ':',
          '-',
          '+',
          '{',
          '}',
          ' ',
          '\0',
          "'",
          'AND',
          'a',
          'ß',
        ),
        maxLength: 20,
      }),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect((await find(text)).complete).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each([0, 101, 1.5])('a limit of %s is refused', async (limit) => {
    await expect(find('x', { limit })).rejects.toMatchObject({ code: 'usage' });
  });

  test('so are too many conversations', async () => {
    const conversationIds = Array.from({ length: 1_001 }, (_, index) => `c${index}`);
    await expect(find('x', { conversationIds })).rejects.toMatchObject({ code: 'usage' });
  });

  test('two storages search and write the same file', async () => {
    const other = SqliteStorage.open({ file, worker });
    await say('one', 'mango');
    expect((await other.search.find({ text: 'mango', limit: 10 })).hits).toHaveLength(1);
    await say('one', 'mango');
    await Promise.all([find('mango'), other.search.find({ text: 'mango', limit: 10 })]);
    expect(await places('mango')).toEqual(['one/1', 'one/0']);
    await other.close();
  });
});
