import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { GITHUB } from '../../../test/git-hosts/github-host.ts';
import { providerAt } from '../../../test/git-hosts/provider-at.ts';
import type { GitProvider } from '../git-provider.ts';

let host: GitHost;
let provider: GitProvider;
beforeAll(async () => {
  host = await GitHost.start(GITHUB);
  provider = providerAt(host);
});
afterEach(() => host.mend());
afterAll(() => host.close());

function fault(at: RegExp, status: number, body: unknown): void {
  host.faultAt = at;
  host.fault = { kind: 'reply', reply: { status, body } };
}

const repository = 'engines/analytical';

it('issues are suggested although pull requests cannot be asked for', async () => {
  fault(/graphql/, 502, { message: 'Something went wrong' });
  expect((await provider.suggestedTasks()).map((task) => task.task_type)).toEqual(['OPEN_ISSUE']);
});

it('a query that fails with status 200 fails', async () => {
  const message = `Could not resolve to a Repository, ${GITHUB.token}`;
  fault(/graphql/, 200, { data: null, errors: [{ type: 'NOT_FOUND', message }] });
  const asked = provider.searchBranches(repository, { text: 'x', perPage: 5 });
  await expect(asked).rejects.toMatchObject({
    code: 'git_provider_failed',
    message: expect.stringMatching(/^GitHub: .*Could not resolve to a Repository, \*\*\*$/),
  });
});

it('a pull request exists although its labels were refused', async () => {
  fault(/labels$/, 403, { message: 'Resource not accessible' });
  const draft = { sourceBranch: 'a', targetBranch: 'main', title: 'T', body: null, draft: false };
  expect(await provider.createPullRequest({ repository, ...draft, labels: ['brass'] })).toEqual({
    number: 41,
    url: 'https://github.com/engines/analytical/pull/41',
    notice: 'The labels could not be set. GitHub: Resource not accessible (HTTP 403)',
  });
});

it('repositories of many owners are searched for in few queries, none of them too long', async () => {
  const organizations = Array.from({ length: 60 }, (_, index) => ({
    login: `organization-${index}`,
    id: index,
  }));
  fault(/user\/orgs/, 200, organizations);
  await provider.searchRepositories({ text: 'loom', perPage: 5, sort: 'stars', order: 'desc' });
  const queries = host.asked.flatMap((line) => {
    const url = new URL(line.replace(/^\w+ /, ''), host.origin);
    return url.pathname.endsWith('/search/repositories') ? [url.searchParams.get('q') ?? ''] : [];
  });
  expect(queries).toHaveLength(3);
  for (const query of queries) {
    expect(query).toMatch(/^loom user:/);
    expect(query.length).toBeLessThanOrEqual(256);
  }
});

it('of one owner, by one query', async () => {
  const query = { text: 'engines/loom', perPage: 5, sort: 'stars', order: 'desc' } as const;
  expect((await provider.searchRepositories(query)).map((each) => each.full_name)).toEqual(['engines/loom']);
  expect(host.asked).toHaveLength(1);
});

it('a file that is too large to come with its description', async () => {
  fault(/contents/, 200, { type: 'file', encoding: 'none', content: '' });
  await expect(provider.readFile(repository, 'big.md')).rejects.toMatchObject({
    code: 'git_provider_failed',
  });
});

it('a folder is no file, and a file no folder', async () => {
  expect(await provider.readFile(repository, '.openhands')).toBeUndefined();
  expect(await provider.listFiles(repository, 'README.md')).toEqual([]);
});
