import { chmod, mkdtemp, readFile as read, rm, stat, writeFile as put } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFile, writeFile } from './index.ts';

let cwd: string;
let path: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'capstan-read-'));
  path = join(cwd, 'f.txt');
});
afterEach(async () => {
  await rm(cwd, { recursive: true });
});

describe('readFile', () => {
  it('gives the text as it is, for a relative path too', async () => {
    await put(path, 'a\r\n\tb\n\n');
    expect(await readFile({ path: 'f.txt' }, { cwd })).toEqual({ ok: true, path, text: 'a\r\n\tb\n\n' });
  });

  it.each([
    [0, 1, '1\n'],
    [1, -1, '2\n3'],
    [1, 2, '2\n'],
    [0, 9, '1\n2\n3'],
    [7, 9, '3'],
    [7, -1, ''],
    [1, 1, '2\n'],
  ])('gives lines %d to %d', async (start, end, text) => {
    await put(path, '1\n2\n3');
    expect((await readFile({ path, start, end }, { cwd })).text).toBe(text);
  });

  it('gives images, PDF and video as data URL', async () => {
    await put(join(cwd, 'a.PNG'), Buffer.from([0x89, 0x50]));
    await put(join(cwd, 'a.mp4'), Buffer.from([0]));
    expect((await readFile({ path: 'a.PNG' }, { cwd })).text).toBe('data:image/png;base64,iVA=');
    expect((await readFile({ path: 'a.mp4' }, { cwd })).text).toBe('data:video/mp4;base64,AA==');
  });

  it('says what is missing, a directory or binary', async () => {
    expect(await readFile({ path: 'no' }, { cwd })).toEqual({
      ok: false,
      path: join(cwd, 'no'),
      text: `File not found: ${join(cwd, 'no')}. Your current working directory is ${cwd}.`,
    });
    expect((await readFile({ path: '.' }, { cwd })).text).toBe(
      `Path is a directory: ${cwd}. You can only read files`,
    );
    await put(path, Buffer.from([0, 1]));
    expect((await readFile({ path }, { cwd })).text).toBe('ERROR_BINARY_FILE');
  });
});

describe('writeFile', () => {
  it('writes exactly the content and makes parents', async () => {
    const result = await writeFile({ path: 'a/b/c.txt', content: 'x' }, { cwd });
    expect(result).toMatchObject({
      ok: true,
      text: '',
      path: join(cwd, 'a/b/c.txt'),
      prevExist: false,
      newContent: 'x',
    });
    expect(await read(join(cwd, 'a/b/c.txt'), 'utf8')).toBe('x');
  });

  it('replaces a file, keeping its mode', async () => {
    await put(path, 'old\n');
    await chmod(path, 0o751);
    const result = await writeFile({ path, content: 'new\n', start: 0, end: -1 }, { cwd });
    expect(result).toMatchObject({ prevExist: true, oldContent: 'old\n', newContent: 'new\n' });
    expect(result.diff).toContain('-old\n+new\n');
    expect((await stat(path)).mode & 0o777).toBe(0o751);
  });

  it.each([
    ['1\n2\n3\n', 'x', 1, 2, '1\nx\n3\n'],
    ['1\n2\n3\n', 'x\n', 1, 2, '1\nx\n3\n'],
    ['1\n2\n3\n', 'x', 1, -1, '1\nx'],
    ['1\n2\n3\n', '', 1, 2, '1\n3\n'],
    ['1\n2', 'x', 9, -1, '1\n2\nx'],
    ['1\r\n2\r\n', 'x', 0, 0, 'x\r\n1\r\n2\r\n'],
  ])('puts into %j %j at lines %d to %d', async (before, content, start, end, after) => {
    await put(path, before);
    expect((await writeFile({ path, content, start, end }, { cwd })).ok).toBe(true);
    expect(await read(path, 'utf8')).toBe(after);
  });

  it('keeps the encoding when it has the characters, else writes UTF-8', async () => {
    await put(path, Buffer.from([0xe9]));
    await writeFile({ path, content: 'ö' }, { cwd });
    expect([...(await read(path))]).toEqual([0xf6]);
    await writeFile({ path, content: '漢' }, { cwd });
    expect(await read(path, 'utf8')).toBe('漢');
  });

  it('replaces a binary file as a whole only', async () => {
    await put(path, Buffer.from([0, 1]));
    expect((await writeFile({ path, content: 'x', start: 1 }, { cwd })).ok).toBe(false);
    expect(await writeFile({ path, content: 'x' }, { cwd })).toMatchObject({
      ok: true,
      oldContent: null,
      diff: null,
    });
  });

  it('says why it cannot', async () => {
    expect((await writeFile({ path: '.', content: '' }, { cwd })).text).toContain('is a directory');
    await put(path, '');
    const below = await writeFile({ path: join(path, 'x'), content: '' }, { cwd });
    expect(below.text).toContain('a part of the path is not a directory (ENOTDIR)');
    expect((await writeFile({ path, content: '', start: 3, end: 1 }, { cwd })).text).toContain('not valid');
  });
});
