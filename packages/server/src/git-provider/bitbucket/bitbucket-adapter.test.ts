import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { BITBUCKET } from '../../../test/git-hosts/bitbucket-host.ts';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { providerAt } from '../../../test/git-hosts/provider-at.ts';

let host: GitHost;
beforeAll(async () => {
  host = await GitHost.start(BITBUCKET);
});
afterEach(() => host.mend());
afterAll(() => host.close());

it('a token by itself is sent as bearer', async () => {
  const bearer = await GitHost.start({ ...BITBUCKET, token: 'access', authorization: 'Bearer access' });
  expect(await providerAt(bearer).user()).toMatchObject({ login: 'ada' });
  await bearer.close();
});

it('a repository without commits has no files', async () => {
  host.faultAt = /repositories\/engines\/loom$/;
  const body = { uuid: '{loom}', full_name: 'engines/loom', is_private: true, mainbranch: null };
  host.fault = { kind: 'reply', reply: { body } };
  const provider = providerAt(host);
  expect(await provider.listFiles('engines/loom', 'docs')).toEqual([]);
  expect(await provider.readFile('engines/loom', 'README.md')).toBeUndefined();
});

it('quotes in a search stay inside of it', async () => {
  const query = { text: 'engines/x" OR name ~ "', perPage: 5, sort: 'stars', order: 'desc' } as const;
  await providerAt(host).searchRepositories(query);
  const asked = new URL(host.asked[0]?.replace('GET ', '') ?? '', host.origin);
  expect(asked.searchParams.get('q')).toBe(String.raw`name ~ "x\" OR name ~ \""`);
});
