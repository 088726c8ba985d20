import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { FORGEJO } from '../../test/git-hosts/forgejo-host.ts';
import { GitHost, type HostDefinition } from '../../test/git-hosts/git-host.ts';
import { GITHUB } from '../../test/git-hosts/github-host.ts';
import { createGitProviders } from './create-git-providers.ts';
import type { GitProvider } from './git-provider.ts';
import { verifyRepository } from './verify-repository.ts';

const failing = { kind: 'reply', reply: { status: 500, body: {} } } as const;
let github: GitHost;
let forgejo: GitHost;
let providers: GitProvider[];

beforeAll(async () => {
  [github, forgejo] = await Promise.all([GitHost.start(GITHUB), GitHost.start(FORGEJO)]);
  const token = ({ token: given }: HostDefinition, host: string) => ({ token: given, host, userId: null });
  providers = createGitProviders().openAll({
    github: token(GITHUB, github.host),
    forgejo: token(FORGEJO, forgejo.host),
  });
});
afterEach(() => {
  github.mend();
  forgejo.mend();
});
afterAll(() => Promise.all([github.close(), forgejo.close()]));

const REPOSITORY = 'engines/loom';

it('the provider that is named is asked first, and alone when it can see it', async () => {
  expect(await verifyRepository(providers, REPOSITORY, 'forgejo')).toBe('forgejo');
  expect(github.asked).toEqual([]);
});

it('without a name, or when that one cannot see it, the first that can', async () => {
  expect(await verifyRepository(providers, REPOSITORY)).toBe('github');
  github.fault = { kind: 'reply', reply: { status: 404, body: {} } };
  expect(await verifyRepository(providers, REPOSITORY)).toBe('forgejo');
  expect(await verifyRepository(providers, REPOSITORY, 'github')).toBe('forgejo');
  expect(await verifyRepository(providers, REPOSITORY, 'gitlab')).toBe('forgejo');
});

it('a provider that fails does not hide one that sees it', async () => {
  github.fault = failing;
  expect(await verifyRepository(providers, REPOSITORY)).toBe('forgejo');
});

it('nobody can see it', async () => {
  const refused = { code: 'git_provider_authentication', message: 'Unable to access repo engines/telescope' };
  await expect(verifyRepository(providers, 'engines/telescope')).rejects.toMatchObject(refused);
  await expect(verifyRepository([], 'engines/telescope')).rejects.toMatchObject(refused);
  github.fault = failing;
  await expect(verifyRepository(providers, 'engines/telescope')).rejects.toMatchObject(refused);
});

it('nobody could be asked', async () => {
  github.fault = failing;
  forgejo.fault = failing;
  await expect(verifyRepository(providers, REPOSITORY)).rejects.toMatchObject({
    code: 'git_provider_failed',
  });
});
