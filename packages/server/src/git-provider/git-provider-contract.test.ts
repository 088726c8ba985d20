import { CapstanError } from '@capstan/protocol';
import { branchPageSchema, gitUserSchema, repositorySchema } from '@capstan/protocol/api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AZURE_DEVOPS } from '../../test/git-hosts/azure-devops-host.ts';
import { BITBUCKET } from '../../test/git-hosts/bitbucket-host.ts';
import { FORGEJO } from '../../test/git-hosts/forgejo-host.ts';
import { GitHost, type HostReply } from '../../test/git-hosts/git-host.ts';
import { GITHUB } from '../../test/git-hosts/github-host.ts';
import { GITLAB } from '../../test/git-hosts/gitlab-host.ts';
import { providerAt } from '../../test/git-hosts/provider-at.ts';
import * as world from '../../test/git-hosts/world.ts';
import type { GitProvider } from './git-provider.ts';

const DRAFT = {
  sourceBranch: 'feature/cards',
  targetBranch: 'main',
  title: 'Punched cards',
  body: 'Reads them.',
  draft: true,
  labels: [] as string[],
};

describe.each([GITHUB, GITLAB, BITBUCKET, AZURE_DEVOPS, FORGEJO])('$provider', (definition) => {
  const { provider: name, token } = definition;
  const named = (repository: string): string =>
    name === 'azure_devops'
      ? `${world.OWNER}/${world.PROJECT}/${repository}`
      : `${world.OWNER}/${repository}`;
  const first = named('analytical');
  let host: GitHost;
  let provider: GitProvider;

  beforeAll(async () => {
    host = await GitHost.start(definition);
    provider = providerAt(host);
  });
  afterEach(() => host.mend());
  afterAll(() => host.close());

  it('knows whose token it is', async () => {
    const user = gitUserSchema.parse(await provider.user());
    expect(user).toMatchObject({ id: String(world.USER.id), login: world.USER.login, name: world.USER.name });
  });

  it('gives repositories page by page, and says on each page whether there is another', async () => {
    const pages = [];
    for (const page of [1, 2, 3]) {
      pages.push(await provider.repositories({ sort: 'pushed', page, perPage: 2 }));
    }
    expect(pages.map((page) => page.map((each) => each.full_name))).toEqual([
      world.REPOSITORIES.slice(0, 2).map(named),
      world.REPOSITORIES.slice(2, 4).map(named),
      world.REPOSITORIES.slice(4).map(named),
    ]);
    // As the web client reads it.
    const nextOf = (link: string | null | undefined) =>
      /<[^>]*[?&]page=(\d+)(?:&[^>]*)?>;\s*rel="next"/.exec(link ?? '')?.[1];
    expect(pages.map((page) => nextOf(page[0]?.link_header))).toEqual(['2', '3', undefined]);
    for (const repository of pages.flat()) {
      expect(repositorySchema.parse(repository)).toEqual(repository);
      expect(repository.git_provider).toBe(name);
      expect(repository.main_branch).toBe('main');
      expect(repository.is_public).toBe(repository.full_name === first);
    }
  });

  it('finds repositories by a part of their name', async () => {
    const query = { text: 'orre', perPage: 5, sort: 'stars', order: 'desc' } as const;
    expect((await provider.searchRepositories(query)).map((each) => each.full_name)).toEqual([
      named('orrery'),
    ]);
    expect(await provider.searchRepositories({ ...query, text: 'telescope' })).toEqual([]);
  });

  it('finds the repository of a web page, and none of a page elsewhere', async () => {
    const path = name === 'azure_devops' ? `${world.PROJECT}/_git/loom` : named('loom');
    const query = { text: `${host.host}/${path}`, perPage: 5, sort: 'stars', order: 'desc' } as const;
    expect((await provider.searchRepositories(query)).map((each) => each.full_name)).toEqual([named('loom')]);
    expect(await provider.searchRepositories({ ...query, text: 'https://example.org/engines/loom' })).toEqual(
      [],
    );
  });

  it('gives one repository, and undefined for one that is not there', async () => {
    expect(await provider.repository(first)).toMatchObject({ full_name: first, git_provider: name });
    expect(await provider.repository(named('telescope'))).toBeUndefined();
  });

  it('gives branches page by page', async () => {
    const one = branchPageSchema.parse(await provider.branches(first, { page: 1, perPage: 3 }));
    const two = branchPageSchema.parse(await provider.branches(first, { page: 2, perPage: 3 }));
    expect(
      [...one.branches, ...two.branches].map(({ name: branch, commit_sha }) => [branch, commit_sha]),
    ).toEqual(world.BRANCHES.map(({ name: branch, sha }) => [branch, sha]));
    expect([one.has_next_page, two.has_next_page]).toEqual([true, false]);
    expect([one.current_page, two.current_page, one.per_page]).toEqual([1, 2, 3]);
    expect([null, world.BRANCHES.length]).toContain(one.total_count);
  });

  it('finds branches by a part of their name', async () => {
    const found = await provider.searchBranches(first, { text: 'feature', perPage: 30 });
    expect(found.map((branch) => branch.name)).toEqual(['feature/cards', 'feature/mill']);
    expect(await provider.searchBranches(first, { text: 'feature', perPage: 1 })).toHaveLength(1);
  });

  it('suggests what waits for the user, and nothing else', async () => {
    const tasks = await provider.suggestedTasks();
    // Bitbucket tells of a list of pull requests only whether reviewers have left tasks, and has no issues any more.
    const known = world.TASKS.filter(
      ({ type }) => type !== null && (name !== 'bitbucket' || type === 'UNRESOLVED_COMMENTS'),
    );
    expect(tasks).toEqual(
      known.map(({ number, title, type }) => ({
        git_provider: name,
        task_type: type,
        repo: first,
        issue_number: number,
        title,
      })),
    );
  });

  it('lists the files of a folder, and none of one that is not there', async () => {
    const files = await provider.listFiles(first, '.openhands/microagents');
    expect(files.toSorted()).toEqual([
      '.openhands/microagents/README.md',
      '.openhands/microagents/cards.md',
      '.openhands/microagents/mill.md',
    ]);
    expect(await provider.listFiles(first, 'no/such/folder')).toEqual([]);
  });

  it('reads files whole, and undefined for one that is not there', async () => {
    for (const path of ['.cursorrules', '.openhands/microagents/cards.md']) {
      expect(await provider.readFile(first, path)).toEqual({ path, content: world.FILES.get(path) });
    }
    expect(await provider.readFile(first, 'no/such/file.md')).toBeUndefined();
  });

  it('creates a pull request', async () => {
    const created = await provider.createPullRequest({ repository: first, ...DRAFT });
    expect(created).toEqual({
      number: world.NEXT_NUMBER,
      url: expect.stringMatching(/\/(pull|pulls|pullrequest|pull-requests|merge_requests)\/41$/),
    });
    const [sent] = host.bodies;
    expect(JSON.stringify(sent)).toContain('Punched cards');
    expect(JSON.stringify(sent)).toMatch(/"(draft|isDraft)":true|"(WIP|Draft): Punched/);
  });

  it('sets labels, or says that it cannot', async () => {
    const created = await provider.createPullRequest({
      repository: first,
      ...DRAFT,
      draft: false,
      labels: ['brass'],
    });
    expect(created.number).toBe(world.NEXT_NUMBER);
    const sent = JSON.stringify(host.bodies);
    if (name === 'bitbucket') expect(created.notice).toBe('Bitbucket has no labels.');
    else expect(sent).toMatch(/"brass"|"labels":\[71\]/);
    expect(sent).not.toMatch(/"(draft|isDraft)":true|"(WIP|Draft): Punched/);
  });

  it('knows whether a pull request is still open', async () => {
    expect(await provider.isPullRequestOpen(first, 7)).toBe(true);
    expect(await provider.isPullRequestOpen(first, world.CLOSED_NUMBER)).toBe(false);
  });

  it('puts the token into the address to clone from, and nowhere else', () => {
    const url = new URL(provider.cloneUrl(first));
    expect(decodeURIComponent(url.password)).toBe(name === 'bitbucket' ? 'app-secret0123456789' : token);
    expect(url.host).toBe(new URL(host.origin).host);
    const anonymous = new URL(providerAt(host, { token: '' }).cloneUrl(first));
    expect([anonymous.username, anonymous.password]).toEqual(['', '']);
    expect(anonymous.pathname).toBe(url.pathname);
  });

  it('gives what its installations are, or has none', async () => {
    const expected = {
      github: ['99'],
      bitbucket: ['engines'],
      azure_devops: ['engines/analytical'],
    } as Partial<Record<string, string[]>>;
    expect(await provider.installations?.()).toEqual(expected[name]);
  });

  describe('when something is wrong', () => {
    async function failure(asked: Promise<unknown>): Promise<CapstanError> {
      const error: unknown = await asked.then(
        () => 'it worked',
        (reason: unknown) => reason,
      );
      if (!CapstanError.is(error)) throw new Error(`no CapstanError: ${String(error)}`);
      expect(JSON.stringify([error.message, error.stack, String(error.cause)])).not.toContain(
        'secret0123456789',
      );
      return error;
    }
    const answers = (reply: HostReply): void => {
      host.fault = { kind: 'reply', reply };
    };

    it('a token that is not accepted', async () => {
      const error = await failure(providerAt(host, { token: 'wrong' }).user());
      expect(error.code).toBe('git_provider_authentication');
    });

    it('no token', async () => {
      expect((await failure(providerAt(host, { token: '' }).user())).code).toBe(
        'git_provider_authentication',
      );
      expect(host.asked).toEqual([]);
    });

    it('a refusal, in the words of the provider but without the token', async () => {
      answers({ status: 403, body: definition.refusal(`You may\nnot, ${token}`) });
      const error = await failure(provider.user());
      expect(error.code).toBe('git_provider_authentication');
      expect(error.message).toContain('You may not, ***');
    });

    it.each([403, 429])('a limit of requests (%d), with the time to wait', async (status) => {
      answers({
        status,
        body: definition.refusal('API rate limit exceeded'),
        headers: { 'retry-after': '17' },
      });
      const error = await failure(provider.user());
      expect([error.code, error.retryAfterSeconds]).toEqual(['git_provider_failed', 17]);
      expect(error.message).toContain('API rate limit exceeded');
    });

    it('a limit of requests that ends at a time of the day', async () => {
      const reset = Math.ceil(Date.now() / 1000) + 100;
      answers({
        status: 403,
        body: definition.refusal('slow down'),
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      });
      const error = await failure(provider.user());
      expect(error.code).toBe('git_provider_failed');
      expect(error.retryAfterSeconds).toBeGreaterThan(90);
      expect(error.retryAfterSeconds).toBeLessThanOrEqual(101);
    });

    it('a server that fails', async () => {
      answers({ status: 500, body: '<html><body>Bad gateway</body></html>' });
      expect((await failure(provider.branches(first, { page: 1, perPage: 5 }))).code).toBe(
        'git_provider_failed',
      );
      expect((await failure(provider.suggestedTasks())).code).toBe('git_provider_failed');
    });

    it('nothing there', async () => {
      answers({ status: 404, body: definition.refusal('Nope') });
      expect(await provider.repository(first)).toBeUndefined();
      const error = await failure(provider.branches(first, { page: 1, perPage: 5 }));
      expect(error.code).toBe('git_provider_failed');
      expect(error.message).toContain('Nope');
    });

    it('half of an answer', async () => {
      host.fault = { kind: 'truncated' };
      expect((await failure(provider.user())).code).toBe('git_provider_failed');
    });

    it('an answer of another shape', async () => {
      answers({ body: { surprise: true } });
      const error = await failure(provider.user());
      expect(error.code).toBe('git_provider_failed');
      expect(error.message).toContain('does not promise');
    });

    it('a connection that is cut', async () => {
      host.fault = { kind: 'reset' };
      expect((await failure(provider.user())).code).toBe('git_provider_failed');
    });

    it('a redirect is not followed, wherever it leads', async () => {
      answers({ status: 307, headers: { location: `${host.origin}/elsewhere` }, body: '' });
      expect((await failure(provider.user())).code).toBe('git_provider_failed');
      expect(host.asked).toHaveLength(1);
    });

    it('a server that hangs', async () => {
      host.fault = { kind: 'hang' };
      const error = await failure(providerAt(host, { timeoutMilliseconds: 50 }).user());
      expect(error.code).toBe('git_provider_failed');
      expect(error.message).toContain('did not answer in time');
    });

    it('the caller cancels', async () => {
      host.fault = { kind: 'hang' };
      const controller = new AbortController();
      const asked = failure(provider.user(controller.signal));
      await host.hanging;
      controller.abort();
      expect((await asked).code).toBe('cancelled');
      expect((await failure(provider.user(AbortSignal.abort()))).code).toBe('cancelled');
    });

    it.each(['..', 'a', 'a/..', '../user', 'a/b\u0000', 'a//b', 'a/b/c/d', '', '/'])(
      'a repository named %j asks for no other path',
      async (repository) => {
        const error = await failure(provider.branches(repository, { page: 1, perPage: 5 }));
        expect(['request_invalid', 'git_provider_failed']).toContain(error.code);
        // GitLab takes any text as one part of a path, Azure DevOps names of projects.
        const prefixes: Partial<Record<string, string>> = {
          gitlab: '/api/v4/projects/',
          azure_devops: '/engines/',
        };
        const expected = `GET ${prefixes[name] ?? 'nothing'}`;
        expect(host.asked.filter((line) => !line.startsWith(expected))).toEqual([]);
      },
    );

    it('a file outside of the repository', async () => {
      expect((await failure(provider.readFile(first, '../../../user'))).code).toBe('request_invalid');
    });
  });
});
