import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { prepareWorkspace, type PreparationPhase, type SelectedRepository } from './prepare-workspace.ts';

/** A repository `acme/app` of these files, as it would be selected. */
function selected(workspace: GitWorkspace, files: Record<string, string>): SelectedRepository {
  return { name: 'acme/app', url: pathToFileURL(workspace.origin('acme/app', files)).href };
}

describe('a selected repository', () => {
  test('is cloned into a folder of its name, on a branch of our own', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { 'read me': 'text' });
    const phases: PreparationPhase[] = [];
    const prepared = await prepareWorkspace(workspace.access, {
      repository,
      gitIdentity: { name: 'Ada "of" London', email: 'ada@example.org' },
      onPhase: (phase) => phases.push(phase),
    });
    expect(prepared).toEqual({
      folder: 'app',
      branch: expect.stringMatching(/^capstan-workspace-[a-z0-9]{8}$/),
      cloned: true,
      setup: null,
      hook: null,
    });
    expect(phases).toEqual(['cloning']);
    expect(workspace.git('app', 'remote', 'get-url', 'origin')).toBe(repository.url);
    expect(workspace.git('app', 'config', '--local', 'user.name')).toBe('Ada "of" London');
    expect(workspace.git('app', 'config', '--local', 'user.email')).toBe('ada@example.org');
    expect(workspace.git('app', 'status', '--porcelain')).toBe('');
    expect(readdirSync(workspace.root)).toEqual(['app']);
  });

  test('is cloned at the branch that was chosen', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    workspace.git('../source-acme-app', 'push', '--quiet', '../acme/app.git', 'main:feature/x');
    const prepared = await prepareWorkspace(workspace.access, {
      repository: { ...repository, branch: 'feature/x' },
    });
    expect(prepared.branch).toBe('feature/x');
    expect(workspace.git('app', 'rev-parse', '--abbrev-ref', '@{upstream}')).toBe('origin/feature/x');
  });

  test('without a commit is cloned, too', async () => {
    using workspace = new GitWorkspace();
    const prepared = await prepareWorkspace(workspace.access, { repository: selected(workspace, {}) });
    expect(prepared).toMatchObject({ cloned: true, branch: expect.stringMatching(/^capstan-workspace-/) });
  });

  test('is not cloned again when the conversation is resumed', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    const first = await prepareWorkspace(workspace.access, { repository });
    workspace.write('app/file', 'work of the agent');
    const phases: PreparationPhase[] = [];
    const again = await prepareWorkspace(workspace.access, {
      repository: { ...repository, branch: 'main' },
      gitIdentity: { name: 'Renamed', email: 'r@example.org' },
      onPhase: (phase) => phases.push(phase),
    });
    expect(again).toEqual({ ...first, cloned: false });
    expect(phases).toEqual([]);
    expect(workspace.git('app', 'status', '--porcelain')).toBe('M file');
    expect(workspace.git('app', 'config', '--local', 'user.name')).toBe('Renamed');
  });

  test('is found again after the agent gave it another remote', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    await prepareWorkspace(workspace.access, { repository });
    workspace.git('app', 'remote', 'set-url', 'origin', 'git@example.org:acme/app.git');
    expect(await prepareWorkspace(workspace.access, { repository })).toMatchObject({ cloned: false });
  });

  test('is cloned whole after an attempt that was killed half-way', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    workspace.write('.capstan-clone-app/.git/config', 'half');
    const prepared = await prepareWorkspace(workspace.access, { repository });
    expect(prepared.cloned).toBe(true);
    expect(readdirSync(workspace.root)).toEqual(['app']);
  });

  test('does not take the place of something else', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    workspace.write('app/precious', '1');
    const attempt = prepareWorkspace(workspace.access, { repository });
    await expect(attempt).rejects.toMatchObject({ code: 'repository_failed' });
    workspace.remove('app');
    workspace.clone('app', { other: '1' });
    const another = prepareWorkspace(workspace.access, { repository });
    await expect(another).rejects.toThrow('something else in app');
  });

  test('that is not there fails with what git said', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    const gone = prepareWorkspace(workspace.access, {
      repository: { ...repository, url: repository.url.replace('app', 'gone') },
    });
    await expect(gone).rejects.toMatchObject({ code: 'repository_failed' });
    await expect(gone).rejects.toThrow(/gone\.git' does not/);
    const unknown = prepareWorkspace(workspace.access, { repository: { ...repository, branch: 'nope' } });
    await expect(unknown).rejects.toThrow(/acme\/app could not be cloned: .*branch nope not found/);
    expect(readdirSync(workspace.root)).toEqual([]);
  });

  test.for([
    'app',
    'acme/..',
    'acme/.git',
    '../app',
    'acme//app',
    'acme/-rf',
    'a\n/b',
    'acme\\app/x',
    'acme/',
    '',
    '/etc',
  ])('named %j is refused', async (name) => {
    using workspace = new GitWorkspace();
    const attempt = prepareWorkspace(workspace.access, {
      repository: { name, url: 'https://example.org/x.git' },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'request_invalid' });
  });

  test.for([
    'ssh://a@example.org/x',
    'ext::sh -c touch',
    'http://example.org/x',
    '--upload-pack=x',
    'file://host/x',
    'https://user:%zz@example.org/x',
    'https://user:a%0Ahost=evil@example.org/x',
  ])('at %j is refused', async (url) => {
    using workspace = new GitWorkspace();
    const attempt = prepareWorkspace(workspace.access, { repository: { name: 'acme/app', url } });
    await expect(attempt).rejects.toMatchObject({ code: 'request_invalid' });
  });

  test.for(['-x', '--upload-pack=touch', 'a b', 'a\nb', ''])(
    'at the branch %j is refused',
    async (branch) => {
      using workspace = new GitWorkspace();
      const repository = { ...selected(workspace, { file: '1' }), branch };
      const attempt = prepareWorkspace(workspace.access, { repository });
      await expect(attempt).rejects.toMatchObject({ code: 'request_invalid' });
    },
  );

  test('is not waited for without end, and not after a cancellation', async () => {
    using workspace = new GitWorkspace();
    const repository = selected(workspace, { file: '1' });
    const slow = prepareWorkspace(workspace.access, { repository, cloneSeconds: 0.001 });
    await expect(slow).rejects.toThrow('git clone took longer than 0.001 s');
    const cancelled = prepareWorkspace(workspace.access, { repository, signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('without a repository', () => {
  test('an empty workspace becomes one when it is asked for', async () => {
    using workspace = new GitWorkspace();
    const untouched = await prepareWorkspace(workspace.access, {});
    expect(untouched).toEqual({ folder: '.', branch: null, cloned: false, setup: null, hook: null });
    expect(existsSync(join(workspace.root, '.git'))).toBe(false);
    const gitIdentity = { name: '-x', email: 'x@example.org' };
    await prepareWorkspace(workspace.access, { initGitInEmptyWorkspace: true, gitIdentity });
    expect(workspace.git('.', 'rev-parse', '--show-cdup')).toBe('');
    expect(workspace.git('.', 'config', '--local', 'user.name')).toBe('-x');
  });

  test('a workspace with files is left alone', async () => {
    using workspace = new GitWorkspace();
    workspace.write('file', '1');
    await prepareWorkspace(workspace.access, { initGitInEmptyWorkspace: true });
    expect(readdirSync(workspace.root)).toEqual(['file']);
  });
});

describe('the set-up script', () => {
  test('is run in the repository, and its end is told', async () => {
    using workspace = new GitWorkspace();
    const script = 'pwd; echo complaint >&2; echo done > made; read answer || exit 7';
    const repository = selected(workspace, { '.openhands/setup.sh': script });
    const phases: PreparationPhase[] = [];
    const { setup } = await prepareWorkspace(workspace.access, {
      repository,
      onPhase: (phase) => phases.push(phase),
    });
    expect(phases).toEqual(['cloning', 'setup-script']);
    expect(setup).toEqual({
      script: '.openhands/setup.sh',
      exitCode: 7,
      timedOut: false,
      output: `${join(workspace.root, 'app')}\ncomplaint\n`,
    });
    expect(existsSync(join(workspace.root, 'app/made'))).toBe(true);
    // Making it executable would be a change of the repository.
    expect(statSync(join(workspace.root, 'app/.openhands/setup.sh')).mode & 0o111).toBe(0);
  });

  test('that goes on too long ends, and the conversation starts', async () => {
    using workspace = new GitWorkspace();
    workspace.write('.capstan/setup.sh', 'echo begun; while true; do read -t 60 <> <(:); done');
    workspace.write('.openhands/setup.sh', 'echo the other');
    const { setup } = await prepareWorkspace(workspace.access, { setupScriptSeconds: 0.5 });
    expect(setup).toEqual({ script: '.capstan/setup.sh', exitCode: null, timedOut: true, output: 'begun\n' });
  });

  test('with much to say is told from its end', async () => {
    using workspace = new GitWorkspace();
    workspace.write('.openhands/setup.sh', 'seq 1 100000');
    const { setup } = await prepareWorkspace(workspace.access, {});
    expect(setup?.output).toHaveLength(8000);
    expect(setup?.output).toMatch(/\n100000\n$/);
  });

  test('is not run where it is not wanted', async () => {
    using workspace = new GitWorkspace();
    workspace.write('.openhands/setup.sh', 'touch made');
    expect(await prepareWorkspace(workspace.access, { setupScript: false })).toMatchObject({ setup: null });
    expect(readdirSync(workspace.root)).toEqual(['.openhands']);
  });
});

test('a clone that hangs ends when it is cancelled', async () => {
  using workspace = new GitWorkspace();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const controller = new AbortController();
  const repository = { name: 'acme/app', url: `http://127.0.0.1:${port}/acme/app.git` };
  const cloning = prepareWorkspace(workspace.access, { repository, signal: controller.signal });
  server.once('request', () => controller.abort());
  await expect(cloning).rejects.toMatchObject({ code: 'cancelled' });
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect(readdirSync(workspace.root)).toEqual([]);
});
