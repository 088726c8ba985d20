import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { currentBranch } from './current-branch.ts';
import { listWorkspaceFiles } from './list-workspace-files.ts';

test('one level, folders first, without what nobody wants to see', async () => {
  using workspace = new GitWorkspace();
  for (const folder of [
    '.git',
    'node_modules',
    '__pycache__',
    'lost+found',
    '.vscode',
    'src',
    'Docs',
    'my.git',
  ]) {
    mkdirSync(join(workspace.root, folder));
  }
  for (const file of ['b', 'A', '.env', '.DS_Store', 'src/deeper']) workspace.write(file, '');
  symlinkSync('src', join(workspace.root, 'link'));
  expect(await listWorkspaceFiles(workspace.access)).toEqual([
    'Docs/',
    'my.git/',
    'src/',
    '.env',
    'A',
    'b',
    'link',
  ]);
});

test('what git ignores is left out, in folders and by their own rules, too', async () => {
  using workspace = new GitWorkspace();
  workspace.git('.', 'init', '--quiet');
  workspace.write('.gitignore', '*.log\nbuild/\n:(top)x\n');
  for (const file of [
    'kept',
    'a.log',
    'build/x',
    '-rf.log',
    ':(top)x',
    'två\nrader.log',
    'app/a.log',
    'app/b.tmp',
    'app/c',
  ]) {
    workspace.write(file, '');
  }
  workspace.write('app/.gitignore', '*.tmp\n');
  expect(await listWorkspaceFiles(workspace.access, '')).toEqual(['app/', '.gitignore', 'kept']);
  expect(await listWorkspaceFiles(workspace.access, 'app')).toEqual(['app/.gitignore', 'app/c']);
  expect(await listWorkspaceFiles(workspace.access, 'app/')).toEqual(['app/.gitignore', 'app/c']);
});

test('a file that git keeps is shown although a rule would ignore it', async () => {
  using workspace = new GitWorkspace();
  workspace.git('.', 'init', '--quiet');
  workspace.write('.gitignore', '*.log\n');
  for (const file of ['a.log', 'b.log']) workspace.write(file, '1');
  workspace.git('.', 'add', '--force', 'a.log');
  expect(await listWorkspaceFiles(workspace.access)).toEqual(['.gitignore', 'a.log']);
});

test('a folder that is not there has no files', async () => {
  using workspace = new GitWorkspace();
  expect(await listWorkspaceFiles(workspace.access, '.openhands/microagents')).toEqual([]);
});

test('the branch that is checked out', async () => {
  using workspace = new GitWorkspace();
  expect(await currentBranch(workspace.access, '.')).toBeNull();
  expect(await currentBranch(workspace.access, 'nowhere')).toBeNull();
  workspace.clone('app', { file: '1' });
  expect(await currentBranch(workspace.access, 'app')).toBe('main');
  workspace.git('app', 'checkout', '--quiet', '--detach');
  expect(await currentBranch(workspace.access, 'app')).toBeNull();
  workspace.git('.', 'init', '--quiet', '--initial-branch=feature/é');
  expect(await currentBranch(workspace.access, '.')).toBe('feature/é');
});
