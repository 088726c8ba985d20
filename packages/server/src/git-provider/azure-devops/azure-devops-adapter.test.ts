import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { AZURE_DEVOPS } from '../../../test/git-hosts/azure-devops-host.ts';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { providerAt } from '../../../test/git-hosts/provider-at.ts';

const JSON_WEB_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';

let host: GitHost;
beforeAll(async () => {
  host = await GitHost.start(AZURE_DEVOPS);
});
afterEach(() => host.mend());
afterAll(() => host.close());

it('a token is for one organization: nothing is asked about another one', async () => {
  const provider = providerAt(host);
  expect(await provider.repository('mills/analytical/loom')).toBeUndefined();
  await expect(provider.branches('mills/analytical/loom', { page: 1, perPage: 5 })).rejects.toMatchObject({
    code: 'git_provider_failed',
    message: 'Azure DevOps: the token is for the organization engines, not for mills/analytical/loom',
  });
  expect(host.asked).toEqual([]);
});

it('the organization may be left out of a name', async () => {
  expect(await providerAt(host).repository('analytical/loom')).toMatchObject({
    full_name: 'engines/analytical/loom',
  });
});

it('the repositories of one project', async () => {
  const query = { sort: 'full_name', page: 1, perPage: 1, installationId: 'engines/analytical' };
  expect(await providerAt(host).repositories(query)).toHaveLength(1);
  expect(host.asked).toEqual(['GET /engines/analytical/_apis/git/repositories?api-version=7.1']);
});

it('a token of Entra is sent as bearer', async () => {
  const bearer = await GitHost.start({
    ...AZURE_DEVOPS,
    token: JSON_WEB_TOKEN,
    authorization: `Bearer ${JSON_WEB_TOKEN}`,
  });
  expect(await providerAt(bearer).user()).toMatchObject({ login: 'ada' });
  await bearer.close();
});

it('the page for signing in is no answer', async () => {
  host.fault = { kind: 'reply', reply: { status: 203, body: '<html>Sign in</html>' } };
  await expect(providerAt(host).user()).rejects.toMatchObject({ code: 'git_provider_authentication' });
});
