import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { installPreCommitHook } from './git-hook.ts';

const SCRIPT = '.openhands/pre-commit.sh';

function repository(script: string): GitWorkspace {
  const workspace = new GitWorkspace();
  workspace.git('.', 'init', '--quiet');
  workspace.write(SCRIPT, script);
  return workspace;
}

function addHook(workspace: GitWorkspace, text: string): void {
  workspace.write('.git/hooks/pre-commit', `#!/bin/sh\n${text}\n`);
  chmodSync(join(workspace.root, '.git/hooks/pre-commit'), 0o755);
}

const install = (workspace: GitWorkspace): ReturnType<typeof installPreCommitHook> =>
  installPreCommitHook(workspace.access, { folder: '.', script: SCRIPT, signal: undefined });

const hooks = (workspace: GitWorkspace): string[] =>
  readdirSync(join(workspace.root, '.git/hooks')).filter((name) => !name.endsWith('.sample'));

const trace = (workspace: GitWorkspace): string => readFileSync(join(workspace.root, '.git/trace'), 'utf8');

test('the script of the repository decides on commits', async () => {
  using workspace = repository('echo refused >&2; exit 1');
  expect(await install(workspace)).toEqual({ script: SCRIPT, problem: null });
  expect(() => workspace.commit('.')).toThrow('refused');
  workspace.write(SCRIPT, 'exit 0');
  workspace.commit('.');
  expect(workspace.git('.', 'rev-list', '--count', 'HEAD')).toBe('1');
});

test('a hook that was there was moved away and never called', async () => {
  using workspace = repository('echo script >> .git/trace');
  addHook(workspace, 'echo former >> .git/trace');
  for (let time = 0; time < 3; time++) await install(workspace);
  expect(hooks(workspace)).toEqual(['pre-commit', 'pre-commit.local']);
  workspace.commit('.');
  expect(trace(workspace)).toBe('former\nscript\n');
  addHook(workspace, 'exit 3');
  await install(workspace);
  workspace.write('more', '1');
  expect(() => workspace.commit('.')).toThrow('Command failed');
});

test('a kept hook that calls ours does not run for ever', async () => {
  using workspace = repository('echo script >> .git/trace');
  await install(workspace);
  workspace.git('.', 'config', 'core.hooksPath', '.git/hooks');
  workspace.git('.', 'config', '--unset', 'core.hooksPath');
  // As the pre-commit framework does: it keeps what it finds under another name, and calls it.
  const ours = readFileSync(join(workspace.root, '.git/hooks/pre-commit'), 'utf8');
  workspace.write('.git/hooks/pre-commit.legacy', ours);
  chmodSync(join(workspace.root, '.git/hooks/pre-commit.legacy'), 0o755);
  addHook(workspace, 'echo framework >> .git/trace; exec .git/hooks/pre-commit.legacy');
  await install(workspace);
  workspace.commit('.');
  expect(trace(workspace)).toBe('framework\nscript\n');
});

test('a hook of OpenHands is replaced, not kept', async () => {
  using workspace = repository('echo script >> .git/trace');
  addHook(workspace, '# This hook was installed by OpenHands\nsource .openhands/pre-commit.sh');
  await install(workspace);
  expect(hooks(workspace)).toEqual(['pre-commit']);
});

test('commits go on without a script that is gone', async () => {
  using workspace = repository('exit 1');
  await install(workspace);
  workspace.remove('.openhands');
  workspace.write('file', '1');
  workspace.commit('.');
  expect(workspace.git('.', 'rev-list', '--count', 'HEAD')).toBe('1');
});

test('what keeps it from running is told', async () => {
  using workspace = repository('exit 1');
  workspace.git('.', 'config', 'core.hooksPath', '.husky');
  expect((await install(workspace)).problem).toContain('core.hooksPath');
  workspace.remove('.git');
  expect((await install(workspace)).problem).toContain('not a git repository');
  workspace.git('..', 'init', '--quiet');
  expect((await install(workspace)).problem).toBe('it is no repository of its own');
});
