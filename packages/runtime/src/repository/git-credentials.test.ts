import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { expect, test } from 'vitest';
import { GitServer } from '../../test/git-server.ts';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { prepareWorkspace } from './prepare-workspace.ts';

const TOKEN = 'tok:en/with %signs$(x)"quotes"';
const ACCOUNT = { username: 'x-access-token', password: TOKEN };
const BASIC = Buffer.from(`${ACCOUNT.username}:${TOKEN}`).toString('base64');

/** Every form in which the token could be found. */
const FORMS = [TOKEN, encodeURIComponent(TOKEN), BASIC];

function url(server: GitServer, { username, password } = ACCOUNT): string {
  return `http://${username}:${encodeURIComponent(password)}@${server.host}/acme/app.git`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function expectNowhere(text: string): void {
  for (const form of FORMS) expect(text).not.toContain(form);
}

test('the token is used for the clone and stays nowhere', async () => {
  using workspace = new GitWorkspace();
  await using server = await GitServer.start(join(workspace.root, '..'), ACCOUNT);
  workspace.origin('acme/app', { file: '1', '.openhands/setup.sh': 'env; git config --list' });
  const phases: string[] = [];
  const prepared = await prepareWorkspace(workspace.access, {
    repository: { name: 'acme/app', url: url(server), tokenVariable: 'GITHUB_TOKEN' },
    gitIdentity: { name: 'Ada', email: 'ada@example.org' },
    onPhase: (phase) => phases.push(phase),
  });
  expect(prepared).toMatchObject({ cloned: true, setup: { exitCode: 0 } });
  expect(server.authorizations).toContain(`Basic ${BASIC}`);
  expect(workspace.git('app', 'remote', 'get-url', 'origin')).toBe(`http://${server.host}/acme/app.git`);
  const files = filesBelow(workspace.root);
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) expectNowhere(readFileSync(file, 'latin1'));
  expectNowhere(JSON.stringify([prepared, phases]).replaceAll('\\"', '"'));
});

test('a command that names the token can reach the origin, others cannot', async () => {
  using workspace = new GitWorkspace();
  await using server = await GitServer.start(join(workspace.root, '..'), ACCOUNT);
  workspace.origin('acme/app', { file: '1' });
  const repository = { name: 'acme/app', url: url(server), tokenVariable: 'GITHUB_TOKEN' };
  await prepareWorkspace(workspace.access, { repository });
  const fetch = (environment: Record<string, string>): Promise<{ exitCode: number | null }> =>
    workspace.access.run({
      program: 'git',
      args: ['fetch'],
      cwd: 'app',
      environment: { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', ...environment },
    });
  // Of `user:password`, as Bitbucket has it, the end counts.
  expect(await fetch({ GITHUB_TOKEN: `user:${TOKEN}` })).toMatchObject({ exitCode: 0 });
  expect(await fetch({ GITHUB_TOKEN: 'other' })).toMatchObject({ exitCode: 128 });
  expect(await fetch({})).toMatchObject({ exitCode: 128 });
});

test('a token that is refused is said to be, and not shown', async () => {
  using workspace = new GitWorkspace();
  await using server = await GitServer.start(join(workspace.root, '..'), { ...ACCOUNT, password: 'other' });
  workspace.origin('acme/app', { file: '1' });
  const failure = await prepareWorkspace(workspace.access, {
    repository: { name: 'acme/app', url: url(server) },
  }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'git_provider_authentication' });
  expectNowhere(CapstanError.is(failure) ? `${failure.message} ${failure.remedy} ${failure.stack}` : TOKEN);
  const without = prepareWorkspace(workspace.access, {
    repository: { name: 'acme/app', url: `http://${server.host}/acme/app.git` },
  });
  await expect(without).rejects.toMatchObject({ code: 'git_provider_authentication' });
});

test('what git says of the token is masked', async () => {
  using workspace = new GitWorkspace();
  await using server = await GitServer.start(join(workspace.root, '..'));
  const address = url(server).replace('/acme/', `/${encodeURIComponent(TOKEN)}/`);
  const repository = { name: 'acme/app', url: address };
  const failure = prepareWorkspace(workspace.access, { repository });
  await expect(failure).rejects.toMatchObject({ code: 'repository_failed' });
  await expect(failure).rejects.toThrow('<secret_hidden>');
  await failure.catch((error: unknown) => expectNowhere(String(error)));
});

test('another host that the origin redirects to is not sent the token', async () => {
  using workspace = new GitWorkspace();
  await using other = await GitServer.start(join(workspace.root, '..'), ACCOUNT);
  workspace.origin('acme/app', { file: '1' });
  const redirect = createServer((request, response) => {
    response.writeHead(302, { Location: `http://${other.host}${request.url}` }).end();
  });
  await new Promise<void>((resolve) => redirect.listen(0, '127.0.0.1', resolve));
  const address = redirect.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const attempt = prepareWorkspace(workspace.access, {
    repository: { name: 'acme/app', url: url(other).replace(other.host, `127.0.0.1:${port}`) },
  });
  await expect(attempt).rejects.toMatchObject({ code: 'git_provider_authentication' });
  expect(other.authorizations.filter((sent) => sent !== undefined)).toEqual([]);
  redirect.close();
});

test('helpers of the user are not told of the token', async () => {
  using workspace = new GitWorkspace();
  await using server = await GitServer.start(join(workspace.root, '..'), ACCOUNT);
  workspace.origin('acme/app', { file: '1' });
  const told = join(workspace.root, '..', 'told');
  const config = join(workspace.root, '..', 'user-config');
  for (const key of ['credential.helper', `credential.http://${server.host}.helper`]) {
    execFileSync('git', ['config', '--file', config, '--add', key, `!cat >> ${told}; true`]);
  }
  workspace.environment['GIT_CONFIG_GLOBAL'] = config;
  const repository = { name: 'acme/app', url: url(server) };
  expect(await prepareWorkspace(workspace.access, { repository })).toMatchObject({ cloned: true });
  expect(existsSync(told)).toBe(false);
});
