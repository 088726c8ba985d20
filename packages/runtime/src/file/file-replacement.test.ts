import {
  chmod,
  chown,
  link,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileEditor } from './file-editor.ts';
import { createFile, replaceFile } from './file-replacement.ts';
import type { EditRequest } from './edit-request.ts';
import type { FileResult } from './file-result.ts';

let folder: string;
let path: string;
let editor: FileEditor;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capstan-replacement-'));
  path = join(folder, 'file.txt');
  editor = new FileEditor();
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const run = (command: string, args: Omit<EditRequest, 'command' | 'path'>, at = path): Promise<FileResult> =>
  editor.execute({ command, path: at, ...args });

const content = (at = path): Promise<string> => readFile(at, 'utf8');

it('does not replace a file that changed since it was read', async () => {
  await writeFile(path, 'a');
  const stats = await stat(path, { bigint: true });
  await writeFile(path, 'their work');
  await expect(replaceFile(path, Buffer.from('b'), stats)).rejects.toThrow('was changed by somebody else');
  expect(await content()).toBe('their work');
  expect(await readdir(folder)).toEqual(['file.txt']);
});

it('does not replace a file that came into being meanwhile', async () => {
  await writeFile(path, 'theirs');
  await expect(createFile(path, Buffer.from('ours'))).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await content()).toBe('theirs');
  expect(await readdir(folder)).toEqual(['file.txt']);
});

it('writes the new content as a new file, with the owner of the old', async ({ skip }) => {
  if (process.geteuid?.() !== 0) skip('only root may give files away');
  await writeFile(path, 'a');
  await chown(path, 1234, 4321);
  const before = await stat(path);
  expect((await run('str_replace', { old_str: 'a', new_str: 'b' })).ok).toBe(true);
  const { uid, gid, ino } = await stat(path);
  expect({ uid, gid }).toEqual({ uid: 1234, gid: 4321 });
  expect(ino).not.toBe(before.ino);
});

it('edits the target of a link and keeps hard links', async () => {
  const target = join(folder, 'target');
  await writeFile(target, 'a longer text');
  await link(target, join(folder, 'other name'));
  await symlink('target', path);
  await run('str_replace', { old_str: 'longer', new_str: 'x' });
  expect((await lstat(path)).isSymbolicLink()).toBe(true);
  expect(await content(join(folder, 'other name'))).toBe('a x text');
  await run('str_replace', { old_str: ' x', new_str: ' very much longer' });
  expect(await content(join(folder, 'other name'))).toBe('a very much longer text');
  expect((await readdir(folder)).toSorted()).toEqual(['file.txt', 'other name', 'target']);
});

/** Root may write everywhere, so as root the work is done with the rights of nobody. */
async function unprivileged(work: () => Promise<void>): Promise<void> {
  const nobody = 65_534;
  const { seteuid } = process;
  if (process.geteuid?.() !== 0 || seteuid === undefined) {
    await work();
    return;
  }
  // The folder of the test run lets nobody but its owner through.
  if (tmpdir() === process.env['CAPSTAN_TEST_ROOT']) await chmod(tmpdir(), 0o711);
  await chown(folder, nobody, nobody);
  await chown(path, nobody, nobody);
  seteuid(nobody);
  try {
    await work();
  } finally {
    seteuid(0);
  }
}

it('leaves a read-only file alone', async () => {
  await writeFile(path, 'a');
  await chmod(path, 0o444);
  await unprivileged(async () => {
    const result = await run('str_replace', { old_str: 'a', new_str: 'b' });
    expect(result.text).toContain('permission denied (EACCES)');
  });
  expect(await content()).toBe('a');
});

it('edits in place where the folder cannot be written', async () => {
  await writeFile(path, 'abc');
  await chmod(folder, 0o555);
  const { ino } = await stat(path);
  await unprivileged(async () => {
    expect((await run('str_replace', { old_str: 'b', new_str: 'xyz' })).ok).toBe(true);
    expect((await run('str_replace', { old_str: 'axy', new_str: '' })).ok).toBe(true);
    expect((await run('create', { file_text: '' }, join(folder, 'new'))).text).toContain('EACCES');
  });
  await chmod(folder, 0o755);
  expect(await content()).toBe('zc');
  expect((await stat(path)).ino).toBe(ino);
});
