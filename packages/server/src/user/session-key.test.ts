import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSessionKey, SESSION_KEY_FILE } from './session-key.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'capstan-key-'));
});
afterEach(() => rm(home, { recursive: true }));

it('is made once, for its owner only', async () => {
  const inside = join(home, 'not', 'there');
  const key = await loadSessionKey(inside);
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect((await stat(join(inside, SESSION_KEY_FILE))).mode & 0o777).toBe(0o600);
  expect((await stat(inside)).mode & 0o777).toBe(0o700);
  expect(await loadSessionKey(inside)).toBe(key);
});

it('is one key for all who start at once', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadSessionKey(home)));
  expect(new Set(keys).size).toBe(1);
  expect(await readdir(home)).toEqual([SESSION_KEY_FILE]);
  expect((await readFile(join(home, SESSION_KEY_FILE), 'utf8')).trim()).toBe(keys[0]);
});

it('a file that others can read is refused', async () => {
  await loadSessionKey(home);
  await chmod(join(home, SESSION_KEY_FILE), 0o640);
  await expect(loadSessionKey(home)).rejects.toMatchObject({ code: 'storage_failed' });
});

it.each(['', 'short'])('a file with %j is refused', async (content) => {
  await writeFile(join(home, SESSION_KEY_FILE), content, { mode: 0o600 });
  await expect(loadSessionKey(home)).rejects.toMatchObject({ code: 'storage_corrupt' });
});

it('a home that cannot be is said', async () => {
  await writeFile(join(home, 'file'), '');
  await expect(loadSessionKey(join(home, 'file'))).rejects.toMatchObject({ code: 'storage_failed' });
});
