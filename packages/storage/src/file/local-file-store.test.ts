import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { LocalFileStore } from './local-file-store.ts';

let folder: { path: string; remove: () => Promise<void> };
let store: LocalFileStore;

beforeEach(async () => {
  folder = await temporaryFolder();
  store = new LocalFileStore(join(folder.path, 'store'));
});

afterEach(() => folder.remove());

test('files are written, replaced, listed and deleted', async () => {
  expect(await store.readText('one/TASKS.md')).toBeUndefined();
  expect(await store.list('')).toEqual([]);
  await store.write('one/TASKS.md', '# Tasks\n');
  await store.write('one/TASKS.md', '# Täsks\n');
  await store.write('one/deep/bytes', new Uint8Array([0, 255]));
  await store.write('two', '');
  expect(await store.readText('one/TASKS.md')).toBe('# Täsks\n');
  expect([...((await store.read('one/deep/bytes')) ?? [])]).toEqual([0, 255]);
  expect(await store.list('')).toEqual(['one/', 'two']);
  expect(await store.list('one')).toEqual(['TASKS.md', 'deep/']);
  expect(await readdir(join(folder.path, 'store', 'one'))).toHaveLength(2);
  await store.delete('one');
  await store.delete('one');
  expect(await store.list('')).toEqual(['two']);
});

test.each(['../secret', '/etc/passwd', 'a/../../secret', 'a\0b', 'link/secret', 'link', '..', '', '.', '/'])(
  'a path that leads outside is refused: %j',
  async (path) => {
    await writeFile(join(folder.path, 'secret'), 'kept');
    await mkdir(join(folder.path, 'store'));
    await symlink(folder.path, join(folder.path, 'store', 'link'));
    await expect(store.read(path)).rejects.toMatchObject({ code: 'usage' });
    await expect(store.write(path, 'x')).rejects.toMatchObject({ code: 'usage' });
    await expect(store.delete(path)).rejects.toMatchObject({ code: 'usage' });
    expect(await readdir(folder.path)).toEqual(['secret', 'store']);
  },
);

test('a file where a folder is needed is a storage error', async () => {
  await store.write('one', 'x');
  await expect(store.write('one/two', 'x')).rejects.toMatchObject({ code: 'storage_failed' });
});
