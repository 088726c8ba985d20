import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';
import { conversationScope } from './document-scope.ts';

describe.each([true, false])('worker: %s', (worker) => {
  let folder: { path: string; remove: () => Promise<void> };
  let storage: SqliteStorage;
  const open = (): SqliteStorage => SqliteStorage.open({ file: join(folder.path, 'capstan.db'), worker });
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

  beforeEach(async () => {
    folder = await temporaryFolder();
    storage = open();
  });

  afterEach(async () => {
    await storage.close();
    await folder.remove();
  });

  test('a document is kept to the byte, by scope and name', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    await storage.documents.put('user/me', 'settings', bytes(1));
    await storage.documents.put('user/me', 'settings', all);
    await storage.documents.put('user/me', 'empty', bytes());
    await storage.documents.put('user/you', 'settings', bytes(2));
    await storage.close();
    storage = open();
    expect(await storage.documents.get('user/me', 'settings')).toEqual(all);
    expect(await storage.documents.get('user/me', 'empty')).toEqual(bytes());
    expect(await storage.documents.get('user/you', 'settings')).toEqual(bytes(2));
    expect(await storage.documents.get('user/me', 'secrets')).toBeUndefined();
    expect(await storage.documents.list('user/me')).toEqual(['empty', 'settings']);
    expect(await storage.documents.list('user/%')).toEqual([]);
    expect(await storage.documents.delete('user/me', 'settings')).toBe(true);
    expect(await storage.documents.delete('user/me', 'settings')).toBe(false);
    expect(await storage.documents.list('user/me')).toEqual(['empty']);
  });

  test('a document is replaced only while it is what was read', async () => {
    const { documents } = storage;
    expect(await documents.replace('s', 'n', bytes(1), bytes(2))).toBe(false);
    expect(await documents.replace('s', 'n', undefined, bytes(1))).toBe(true);
    expect(await documents.replace('s', 'n', undefined, bytes(9))).toBe(false);
    expect(await documents.replace('s', 'n', bytes(1), bytes(1))).toBe(true);
    expect(await documents.replace('s', 'n', bytes(9), bytes(2))).toBe(false);
    expect(await documents.replace('s', 'n', bytes(1), bytes(2))).toBe(true);
    expect(await documents.get('s', 'n')).toEqual(bytes(2));
  });

  test('of changes made at once from two storages none is lost', async () => {
    const other = open();
    const count = async ({ documents }: SqliteStorage): Promise<void> => {
      for (;;) {
        const read = await documents.get('s', 'count');
        if (await documents.replace('s', 'count', read, bytes((read?.[0] ?? 0) + 1))) return;
      }
    };
    await Promise.all([storage, other, storage, other, storage, other].map(count));
    expect(await storage.documents.get('s', 'count')).toEqual(bytes(6));
    await other.close();
  });

  test('the documents of a conversation go with it', async () => {
    await storage.conversations.create({ conversationId: 'one' });
    for (const id of ['one', 'one/two', 'on']) {
      await storage.documents.put(conversationScope(id), 'secrets', bytes(1));
    }
    await storage.conversations.delete('one');
    expect(await storage.documents.list(conversationScope('one'))).toEqual([]);
    expect(await storage.documents.list(conversationScope('one/two'))).toEqual(['secrets']);
    expect(await storage.documents.list(conversationScope('on'))).toEqual(['secrets']);
  });
});
