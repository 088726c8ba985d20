import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { diffOf, MAX_DIFF_BYTES } from './diff-of.ts';

describe('both sides of a file', () => {
  test('are exact to the last character', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: 'one\ntwo\n\n' });
    workspace.write('file', 'one\r\nthree');
    expect(await diffOf(workspace.access, 'file')).toEqual({
      original: 'one\ntwo\n\n',
      modified: 'one\r\nthree',
    });
  });

  test('of a new file: nothing and its text', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1' });
    workspace.write('a b/new\nname', 'text');
    expect(await diffOf(workspace.access, 'a b/new\nname')).toEqual({ original: '', modified: 'text' });
  });

  test('of a deleted file, which failed, and of one whose folders went too', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1\n', 'deep/er/file': '2\n' });
    workspace.remove('file');
    workspace.remove('deep');
    expect(await diffOf(workspace.access, 'file')).toEqual({ original: '1\n', modified: '' });
    expect(await diffOf(workspace.access, 'deep/er/file')).toEqual({ original: '2\n', modified: '' });
  });

  test('of a file that became a folder, and of a folder that became a file', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1\n', 'folder/file': '2\n' });
    workspace.remove('file');
    workspace.write('file/inside', '3\n');
    workspace.remove('folder');
    workspace.write('folder', '4\n');
    expect(await diffOf(workspace.access, 'file')).toEqual({ original: '1\n', modified: '' });
    expect(await diffOf(workspace.access, 'folder')).toEqual({ original: '', modified: '4\n' });
    expect(await diffOf(workspace.access, 'folder/file')).toEqual({ original: '2\n', modified: '' });
  });

  test('of a link is where it leads to', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1\n' });
    workspace.remove('file');
    symlinkSync('no where', join(workspace.root, 'file'));
    expect(await diffOf(workspace.access, 'file')).toEqual({ original: '1\n', modified: 'no where' });
  });

  test('come from the closest repository above the file', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: 'root\n' });
    workspace.clone('app', { 'src/file': 'app\n' });
    workspace.write('app/src/file', 'changed\n');
    expect(await diffOf(workspace.access, 'app/src/file')).toEqual({
      original: 'app\n',
      modified: 'changed\n',
    });
  });

  test('are compared with where an unpushed branch left the default branch', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1' });
    workspace.git('.', 'branch', 'topic');
    workspace.write('file', '2');
    workspace.commit('.');
    workspace.git('.', 'push', '--quiet', 'origin', 'main');
    workspace.git('.', 'switch', '--quiet', 'topic');
    workspace.write('file', '3');
    expect(await diffOf(workspace.access, 'file')).toEqual({ original: '1', modified: '3' });
  });

  test('without an origin there is no original', async () => {
    using workspace = new GitWorkspace();
    workspace.git('.', 'init', '--quiet');
    workspace.write('file', '1');
    expect(await diffOf(workspace.access, 'file')).toEqual({ original: '', modified: '1' });
  });

  test.for(['-rf', ':(top)x', 'a:b', "it's $(x)", 'Grüße', '* ?'])('of %j', async (name) => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { [name]: '1' });
    workspace.write(name, '2');
    expect(await diffOf(workspace.access, name)).toEqual({ original: '1', modified: '2' });
  });
});

describe('what is refused', () => {
  const large = 'x'.repeat(MAX_DIFF_BYTES + 1);

  test('more than 1 MiB on either side', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { was: large, is: '1', just: '1' });
    workspace.write('was', '1');
    workspace.write('is', large);
    workspace.write('just', large.slice(1));
    await expect(diffOf(workspace.access, 'was')).rejects.toMatchObject({ code: 'file_too_large' });
    await expect(diffOf(workspace.access, 'is')).rejects.toMatchObject({ code: 'file_too_large' });
    expect((await diffOf(workspace.access, 'just')).modified).toHaveLength(MAX_DIFF_BYTES);
  });

  test('what is no text', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { picture: new Uint8Array([0x89, 0x50, 0, 1]) });
    workspace.remove('picture');
    await expect(diffOf(workspace.access, 'picture')).rejects.toMatchObject({ code: 'file_unsuitable' });
  });

  test('folders, what never was, and what is in no repository', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('app', { 'folder/file': '1' });
    workspace.write('loose', '1');
    await expect(diffOf(workspace.access, 'app/folder')).rejects.toMatchObject({ code: 'file_unsuitable' });
    await expect(diffOf(workspace.access, 'app/nothing')).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(diffOf(workspace.access, 'loose')).rejects.toMatchObject({ code: 'file_unsuitable' });
  });

  test.for(['../secret', 'a/../../secret', '/etc/passwd', '..', '.', '', 'a\0b'])(
    'the path %j, which is not one of the workspace',
    async (path) => {
      using workspace = new GitWorkspace();
      workspace.clone('.', { file: '1' });
      workspace.write('../secret', '1');
      await expect(diffOf(workspace.access, path)).rejects.toMatchObject({ code: 'file_not_found' });
    },
  );
});
