import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORGEJO } from '../../../test/git-hosts/forgejo-host.ts';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { boundedFetch } from './bounded-fetch.ts';

let host: GitHost;
beforeAll(async () => {
  host = await GitHost.start(FORGEJO);
});
afterAll(() => host.close());

const bounded = (): typeof fetch =>
  boundedFetch({
    provider: 'forgejo',
    apis: [`${host.origin}/api/v1`],
    secrets: [FORGEJO.token],
    signal: AbortSignal.timeout(10_000),
  });

it('only the API is called', async () => {
  const fetched = bounded();
  for (const path of ['/', '/metadata', '/api/v1/../../x', '/api/v11', '/api']) {
    await expect(fetched(`${host.origin}${path}`)).rejects.toMatchObject({ code: 'git_provider_failed' });
  }
  await expect(fetched('http://169.254.169.254/api/v1')).rejects.toMatchObject({
    code: 'git_provider_failed',
  });
  expect(host.asked).toEqual([]);
});

it('an answer without end is not read to its end', async () => {
  host.fault = { kind: 'reply', reply: { body: 'x'.repeat(17 * 1024 * 1024) } };
  await expect(bounded()(`${host.origin}/api/v1/user`)).rejects.toMatchObject({
    code: 'git_provider_failed',
    message: 'Forgejo: an answer of more than 16 MiB',
  });
});

it('names the host that cannot be reached', async () => {
  const gone = await GitHost.start(FORGEJO);
  const { origin } = gone;
  await gone.close();
  const fetched = boundedFetch({
    provider: 'forgejo',
    apis: [origin],
    secrets: [],
    signal: AbortSignal.timeout(10_000),
  });
  await expect(fetched(origin)).rejects.toMatchObject({
    code: 'git_provider_failed',
    message: `Forgejo: cannot reach ${new URL(origin).host}: ECONNREFUSED`,
  });
});
