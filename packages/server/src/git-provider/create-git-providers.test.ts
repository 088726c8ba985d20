import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createGitProviders } from './create-git-providers.ts';

const token = (text: string) => ({ token: text, host: null, userId: null });

it('there is one for each token, in an order that does not depend on that of the tokens', () => {
  const providers = createGitProviders().openAll({
    forgejo: token('f'),
    gitlab: token(''),
    enterprise_sso: token('e'),
    github: token('g'),
  });
  expect(providers.map(({ name }) => name)).toEqual(['github', 'forgejo']);
});

it('nothing is behind single sign-on', () => {
  expect(createGitProviders().open('enterprise_sso', token('e'))).toBeUndefined();
});

it('only those that have installations can be asked for them', () => {
  const providers = createGitProviders().openAll({
    github: token('t'),
    gitlab: token('t'),
    bitbucket: token('t'),
    azure_devops: token('t'),
    forgejo: token('t'),
  });
  expect(providers.filter((each) => each.installations !== undefined).map(({ name }) => name)).toEqual([
    'github',
    'bitbucket',
    'azure_devops',
  ]);
});

it('a host that is none fails the call, not the making', async () => {
  const provider = createGitProviders().open('gitlab', { token: 't', host: 'two words', userId: null });
  await expect(provider?.user()).rejects.toMatchObject({ code: 'request_invalid' });
});

it('Azure DevOps needs an organization', async () => {
  const provider = createGitProviders().open('azure_devops', token('t'));
  await expect(provider?.user()).rejects.toMatchObject({
    code: 'git_provider_failed',
    remedy: expect.stringContaining('dev.azure.com/'),
  });
});

it('nothing that speaks to a provider is loaded before it is needed', async () => {
  const module = new URL('create-git-providers.ts', import.meta.url).href;
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { createGitProviders } = await import(${JSON.stringify(module)});
    createGitProviders().openAll({ github: { token: 't', host: null, userId: null } })[0].cloneUrl('a/b');
    console.log(JSON.stringify(loaded));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stdout).toContain('create-git-providers.ts');
  expect(stdout).not.toMatch(/octokit|-adapter|provider-api/);
});
