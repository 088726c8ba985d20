import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_LIMIT_CHARS, FileEditor, type EditRequest, type FileResult } from './index.ts';

let folder: string;
let path: string;
let editor: FileEditor;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capstan-editor-'));
  path = join(folder, 'file.txt');
  editor = new FileEditor({ workspaceRoot: folder });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const run = (
  command: string,
  args: Omit<EditRequest, 'command' | 'path'> = {},
  at = path,
): Promise<FileResult> => editor.execute({ command, path: at, ...args });

const content = (at = path): Promise<string> => readFile(at, 'latin1');

describe('view', () => {
  it('numbers the lines', async () => {
    await writeFile(path, 'one\ntwo\n');
    const result = await run('view');
    expect(result).toMatchObject({ ok: true, path, prevExist: true, diff: null });
    expect(result.text).toBe(
      `Here's the result of running \`cat -n\` on ${path}:\n     1\tone\n     2\ttwo\n`,
    );
  });

  it('shows an empty file as one empty line', async () => {
    await writeFile(path, '');
    expect((await run('view')).text).toMatch(/:\n {5}1\t\n$/);
  });

  it('shows a range and clamps its end', async () => {
    await writeFile(path, 'a\r\nb\r\nc');
    expect((await run('view', { view_range: [2, 3] })).text).toMatch(/:\n {5}2\tb\n {5}3\tc\n$/);
    expect((await run('view', { view_range: [3, -1] })).text).toMatch(/:\n {5}3\tc\n$/);
    const clamped = await run('view', { view_range: [3, 9] });
    expect(clamped.text).toMatch(/^NOTE: We only show up to 3 since there're only 3 lines in this file.\n/);
  });

  it.each([
    [[1], '[1]. It should be a list of two integers.'],
    [[0, 2], '[0, 2]. Its first element `0` should be within the range of lines of the file: [1, 2].'],
    [[2, 1], '[2, 1]. Its second element `1` should be greater than or equal to the first element `2`.'],
  ])('refuses the range %j', async (range, message) => {
    await writeFile(path, 'a\nb\n');
    const result = await run('view', { view_range: range });
    expect(result).toMatchObject({ ok: false, text: `ERROR:\nInvalid \`view_range\` parameter: ${message}` });
  });

  it('cuts a long view and says where to go on', async () => {
    await writeFile(path, 'x'.repeat(92).concat('\n').repeat(1000));
    const { text } = await run('view');
    expect(text.length).toBeLessThan(16_500);
    expect(text).toContain('<response clipped><NOTE>Lines 1 to 160 of 1000 are shown');
    expect(text).toContain('view_range [161, -1]');
  });

  it('shows a part of a line that is too long', async () => {
    await writeFile(path, `${'x'.repeat(50_000)}\nend\n`);
    const { text } = await run('view');
    expect(text).toContain('Line 1 is cut');
    expect(text).toContain('[2, -1]');
  });

  it('lists two levels of a directory without what is hidden', async () => {
    await mkdir(join(folder, 'a/b/c'), { recursive: true });
    await writeFile(join(folder, 'a/z.txt'), '');
    await writeFile(join(folder, '.hidden'), '');
    await symlink(join(folder, 'a/b'), join(folder, 'linked'));
    const { text } = await run('view', {}, folder);
    const listed = ['/', '/a/', '/a/b/', '/a/z.txt', '/linked/', '/linked/c/'].map((name) => folder + name);
    expect(text).toBe(
      `Here's the files and directories up to 2 levels deep in ${folder}, excluding hidden items:\n` +
        `${listed.join('\n')}\n\n1 hidden item is left out; \`ls -la ${folder}\` shows them.`,
    );
    expect((await run('view', { view_range: [1, 2] }, folder)).ok).toBe(false);
  });

  it('bounds the list of a large directory', async () => {
    const many = Array.from({ length: 600 }, (_, n) =>
      writeFile(join(folder, `${'long-name-'.repeat(4)}${n}`), ''),
    );
    await Promise.all(many);
    const { text } = await run('view', {}, folder);
    expect(text.length).toBeLessThan(17_000);
    expect(text).toMatch(/\d+ more entries are not shown/);
  });

  it('refuses binary and too large files, and what is no file', async () => {
    await writeFile(path, Buffer.from([1, 2, 0, 3]));
    expect((await run('view')).text).toMatch(
      /^ERROR:\nFile validation failed for .*: it appears to be binary/,
    );
    await writeFile(path, Buffer.alloc(10 * 1024 * 1024 + 1, 0x61));
    expect((await run('view')).text).toMatch(/File is too large \(10.0MB\). Maximum allowed size is 10MB.$/);
    expect((await run('view', {}, '/dev/zero')).text).toMatch(/not a regular file/);
  });
});

describe('paths', () => {
  it('refuses a relative path and suggests the absolute one', async () => {
    await writeFile(path, '');
    expect((await run('view', {}, 'file.txt')).text).toBe(
      `ERROR:\nInvalid \`path\` parameter: file.txt. The path should be an absolute path, starting with \`/\`. Maybe you meant ${path}?`,
    );
    expect((await run('view', {}, 'other.txt')).text).not.toContain('Maybe');
  });

  it('says what does not exist, is a directory, or is no command', async () => {
    expect((await run('view')).text).toContain(
      `The path ${path} does not exist. Please provide a valid path.`,
    );
    expect((await run('insert', { insert_line: 0, new_str: '' }, folder)).text).toContain('is a directory');
    expect((await run('delete')).text).toMatch(
      /allowed commands are: view, create, str_replace, insert, undo_edit/,
    );
    expect((await run('view', {}, join(folder, 'a\0b'))).ok).toBe(false);
  });
});

describe('create', () => {
  it('writes exactly the text, with parents', async () => {
    const deep = join(folder, 'a/b/new.txt');
    const result = await run('create', { file_text: 'é\r\nx' }, deep);
    expect(result).toMatchObject({ ok: true, prevExist: false, oldContent: null, newContent: 'é\r\nx' });
    expect(result.text).toBe(`File created successfully at: ${deep}`);
    expect(result.diff).toBe(
      `--- /dev/null\n+++ ${deep}\n@@ -0,0 +1,2 @@\n+é\r\n+x\n\\ No newline at end of file\n`,
    );
    expect(await readFile(deep, 'utf8')).toBe('é\r\nx');
    expect(await readdir(join(folder, 'a/b'))).toEqual(['new.txt']);
  });

  it('gives a new file the mode of the umask', async () => {
    await run('create', { file_text: '' });
    expect((await stat(path)).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it('refuses an existing file and a missing text', async () => {
    expect((await run('create')).text).toBe('ERROR:\nParameter `file_text` is required for command: create.');
    await writeFile(path, 'x');
    expect((await run('create', { file_text: 'y' })).text).toContain(`File already exists at: ${path}.`);
    expect(await content()).toBe('x');
  });
});

describe('str_replace', () => {
  it('replaces and shows a snippet', async () => {
    await writeFile(path, 'This is a test file.\nThis file is for testing purposes.\n');
    const result = await run('str_replace', { old_str: 'test file', new_str: 'sample file' });
    expect(result.text).toBe(
      `The file ${path} has been edited. Here's the result of running \`cat -n\` on a snippet of ${path}:\n` +
        '     1\tThis is a sample file.\n     2\tThis file is for testing purposes.\n' +
        'Review the changes and make sure they are as expected. Edit the file again if necessary.',
    );
    expect(result.diff).toBe(
      `--- ${path}\n+++ ${path}\n@@ -1,2 +1,2 @@\n-This is a test file.\n+This is a sample file.\n This file is for testing purposes.\n`,
    );
    expect(result.oldContent).toContain('test file');
    expect(result.newContent).toContain('sample file');
  });

  it('deletes when there is no new text', async () => {
    await writeFile(path, 'abc');
    expect((await run('str_replace', { old_str: 'b' })).ok).toBe(true);
    expect(await content()).toBe('ac');
  });

  it('takes what looks like a pattern literally', async () => {
    await writeFile(path, 'a.b $& a+b');
    await run('str_replace', { old_str: 'a+b', new_str: '$&$1' });
    expect(await content()).toBe('a.b $& $&$1');
  });

  it('names the lines of several matches', async () => {
    await writeFile(path, 'a b\na\nc\r\na\n');
    const result = await run('str_replace', { old_str: 'a', new_str: 'x' });
    expect(result.text).toBe(
      'ERROR:\nNo replacement was performed. Multiple occurrences of old_str `a` in lines [1, 2, 4]. Please ensure it is unique.',
    );
  });

  it('refuses empty, missing and equal strings', async () => {
    await writeFile(path, 'abc');
    expect((await run('str_replace', { old_str: '', new_str: 'x' })).text).toContain(
      'Invalid `old_str` parameter',
    );
    expect((await run('str_replace', { new_str: 'x' })).text).toContain('Parameter `old_str` is required');
    expect((await run('str_replace', { old_str: 'b', new_str: 'b' })).text).toContain('must be different');
    expect((await run('str_replace', { old_str: 'b' }, path)).ok).toBe(true);
  });

  it('leaves out blanks around the text once, where that is not ambiguous', async () => {
    await writeFile(path, '\tfoo();\n\tbar();\n');
    const result = await run('str_replace', { old_str: '    foo();  \n', new_str: '    baz();\n' });
    expect(result.text).toContain('Blanks around old_str');
    expect(await content()).toBe('\tbaz();\n\tbar();\n');
    expect((await run('str_replace', { old_str: '  ba ', new_str: 'x' })).ok).toBe(false);
  });

  it('keeps each line ending and mode, owner and a missing final newline', async () => {
    await writeFile(path, 'a\r\nb\nc\r\nd\re');
    await chmod(path, 0o4755);
    expect((await run('str_replace', { old_str: 'b\nc\nd', new_str: 'b\nC\nnew\nd' })).ok).toBe(true);
    expect(await content()).toBe('a\r\nb\nC\r\nnew\r\nd\re');
    expect((await stat(path)).mode & 0o7777).toBe(0o4755);
  });

  it('takes line endings to the letter when old_str has those of the file', async () => {
    await writeFile(path, 'a\r\nb\r\n');
    await run('str_replace', { old_str: 'a\r\n', new_str: 'a\n' });
    expect(await content()).toBe('a\nb\r\n');
  });

  it.each([
    [
      'UTF-8 with a mark',
      [0xef, 0xbb, 0xbf, 0x61, 0xc3, 0xa9],
      'é',
      'ö漢',
      [0xef, 0xbb, 0xbf, 0x61, 0xc3, 0xb6, 0xe6, 0xbc, 0xa2],
    ],
    ['UTF-16 little endian', [0xff, 0xfe, 0x61, 0, 0xe9, 0], 'é', '漢', [0xff, 0xfe, 0x61, 0, 0x22, 0x6f]],
    ['UTF-16 big endian', [0xfe, 0xff, 0, 0x61, 0, 0xe9], 'é', '漢', [0xfe, 0xff, 0, 0x61, 0x6f, 0x22]],
    ['windows-1252', [0x61, 0xe9, 0x20, 0x81, 0x93], 'é', '€', [0x61, 0x80, 0x20, 0x81, 0x93]],
  ])('keeps %s', async (_name, before, old_str, new_str, after) => {
    await writeFile(path, Buffer.from(before));
    expect((await run('str_replace', { old_str, new_str })).ok).toBe(true);
    expect([...(await readFile(path))]).toEqual(after);
  });

  it('refuses a character that the encoding of the file lacks', async () => {
    await writeFile(path, Buffer.from([0x61, 0xe9]));
    const result = await run('str_replace', { old_str: 'a', new_str: '漢' });
    expect(result.text).toContain(
      'is encoded as windows-1252, which has no "漢" (U+6F22). Nothing was written.',
    );
    await writeFile(path, 'plain');
    expect((await run('str_replace', { old_str: 'a', new_str: '\ud800' })).text).toContain('has no U+D800');
    expect((await run('str_replace', { old_str: 'a', new_str: '漢' })).ok).toBe(true);
  });

  it('gives no contents beyond the limit, but the diff', async () => {
    await writeFile(path, `${'x\n'.repeat(CONTENT_LIMIT_CHARS / 2)}end\n`);
    const result = await run('str_replace', { old_str: 'end', new_str: 'END' });
    expect(result).toMatchObject({ ok: true, oldContent: null, newContent: null });
    expect(result.diff).toContain('@@ -131070,4 +131070,4 @@\n x\n x\n x\n-end\n+END\n');
  });
});

describe('insert', () => {
  it('inserts whole lines after a line', async () => {
    await writeFile(path, 'a\r\nb\r\n');
    const result = await run('insert', { insert_line: '1', new_str: 'x\ny' });
    expect(result.text).toContain(
      'on a snippet of the edited file:\n     1\ta\n     2\tx\n     3\ty\n     4\tb\n',
    );
    expect(result.text).toContain('(correct indentation, no duplicate lines, etc)');
    expect(await content()).toBe('a\r\nx\r\ny\r\nb\r\n');
  });

  it.each([
    ['a\nb', 2, 'c', 'a\nb\nc'],
    ['a\nb', 0, 'c\n', 'c\na\nb'],
    ['a\nb\n', 2, '', 'a\nb\n\n'],
    ['', 0, 'x', 'x\n'],
    ['a\rb\r', 1, 'x\ny', 'a\rx\ry\rb\r'],
  ])('%j after line %d takes %j', async (before, insert_line, new_str, after) => {
    await writeFile(path, before);
    expect((await run('insert', { insert_line, new_str })).ok).toBe(true);
    expect(await content()).toBe(after);
  });

  it('keeps the mode of a script', async () => {
    await writeFile(path, '#!/bin/sh\n');
    await chmod(path, 0o755);
    await run('insert', { insert_line: 1, new_str: 'true' });
    expect((await stat(path)).mode & 0o777).toBe(0o755);
  });

  it('refuses a wrong line and missing parameters', async () => {
    await writeFile(path, 'a\nb\n');
    expect((await run('insert', { insert_line: 10, new_str: 'x' })).text).toBe(
      'ERROR:\nInvalid `insert_line` parameter: 10. It should be within the range of allowed values: [0, 2]',
    );
    expect((await run('insert', { insert_line: 'two', new_str: 'x' })).text).toBe(
      "ERROR:\nInvalid insert_line value: 'two'. Expected an integer.",
    );
    expect((await run('insert', { insert_line: 1 })).text).toContain(
      '`new_str` is required for command: insert.',
    );
    expect((await run('insert', { new_str: 'x' })).text).toContain(
      '`insert_line` is required for command: insert.',
    );
  });
});

describe('undo_edit', () => {
  it('takes edits back one by one, the creation last', async () => {
    await run('create', { file_text: 'one' });
    await run('str_replace', { old_str: 'one', new_str: 'two' });
    await run('insert', { insert_line: 1, new_str: 'x' });
    const result = await run('undo_edit');
    expect(result.text).toBe(
      `Last edit to ${path} undone successfully. Here's the result of running \`cat -n\` on ${path}:\n     1\ttwo\n`,
    );
    expect(await content()).toBe('two');
    await run('undo_edit');
    expect(await content()).toBe('one');
    const removed = await run('undo_edit');
    expect(removed).toMatchObject({ ok: true, prevExist: true, oldContent: 'one', newContent: null });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses without history and after somebody else changed the file', async () => {
    await writeFile(path, 'a');
    expect((await run('undo_edit')).text).toBe(`ERROR:\nNo edit history found for ${path}.`);
    await run('str_replace', { old_str: 'a', new_str: 'b' });
    await writeFile(path, 'B');
    expect((await run('undo_edit')).text).toContain('was changed by something else since its last edit');
    expect(await content()).toBe('B');
  });

  it('knows ten edits of a file', async () => {
    await run('create', { file_text: '0' });
    for (let n = 0; n < 12; n += 1) await run('str_replace', { old_str: `${n}`, new_str: `${n + 1}` });
    for (let n = 0; n < 10; n += 1) expect((await run('undo_edit')).ok).toBe(true);
    expect(await content()).toBe('2');
    expect((await run('undo_edit')).ok).toBe(false);
  });

  it('finds the edits of a file under its other name', async () => {
    await writeFile(path, 'a');
    await symlink(path, join(folder, 'link'));
    await run('str_replace', { old_str: 'a', new_str: 'b' }, join(folder, 'link'));
    expect((await run('undo_edit')).ok).toBe(true);
    expect(await content()).toBe('a');
  });
});

it('runs edits asked at the same time one after the other', async () => {
  await writeFile(path, '');
  const all = Array.from({ length: 20 }, (_, n) => run('insert', { insert_line: 0, new_str: `${n}` }));
  expect((await Promise.all(all)).every((result) => result.ok)).toBe(true);
  expect((await content()).trim().split('\n')).toHaveLength(20);
});
