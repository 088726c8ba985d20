import { branchPageSchema } from '@capstan/protocol/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AZURE_DEVOPS } from '../../../test/git-hosts/azure-devops-host.ts';
import { BITBUCKET } from '../../../test/git-hosts/bitbucket-host.ts';
import { FORGEJO } from '../../../test/git-hosts/forgejo-host.ts';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { GITHUB } from '../../../test/git-hosts/github-host.ts';
import { GITLAB } from '../../../test/git-hosts/gitlab-host.ts';
import * as world from '../../../test/git-hosts/world.ts';
import {
  openSealedStorage,
  removeHome,
  temporaryHome,
  type SealedStorage,
} from '../../../test/sealed-storage.ts';
import { KEY, shellContext } from '../../../test/shell-context.ts';
import { createGitProviders } from '../../git-provider/create-git-providers.ts';
import type { Api } from '../../http/api.ts';
import { createApi } from '../../http/create-api.ts';
import type { GitProviderName, ProviderTokens } from '../../settings/secrets.ts';
import { gitRoutes } from './git-routes.ts';

const DEFINITIONS = [GITHUB, GITLAB, BITBUCKET, AZURE_DEVOPS, FORGEJO];

let hosts: GitHost[];
let sealed: SealedStorage;
let api: Api;

beforeAll(async () => {
  hosts = await Promise.all(DEFINITIONS.map((definition) => GitHost.start(definition)));
});
beforeEach(async () => {
  sealed = await openSealedStorage(await temporaryHome());
  const context = { ...shellContext(), secrets: sealed.secrets, gitProviders: createGitProviders() };
  api = createApi(context, [gitRoutes], { checkResponses: true });
});
afterEach(async () => {
  for (const host of hosts) host.mend();
  await sealed.close();
  await removeHome(sealed.home);
});
afterAll(() => Promise.all(hosts.map((host) => host.close())));

function hostOf(name: GitProviderName): GitHost {
  const host = hosts.find(({ definition }) => definition.provider === name);
  if (host === undefined) throw new Error(`no host for ${name}`);
  return host;
}

async function signInAt(...names: GitProviderName[]): Promise<void> {
  const providerTokens: ProviderTokens = {};
  for (const name of names) {
    const { definition, host } = hostOf(name);
    providerTokens[name] = { token: definition.token, host, userId: null };
  }
  await sealed.secrets.update(null, (secrets) => ({ ...secrets, providerTokens }));
}

async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const response = await api.request(`/api/user${path}`, { headers: { 'x-session-api-key': KEY } });
  return { status: response.status, body: await response.json() };
}

const named = z.array(z.object({ full_name: z.string(), git_provider: z.string() }));
const namesOf = (body: unknown) => named.parse(body).map(({ full_name }) => full_name);
const providersOf = (body: unknown) => [...new Set(named.parse(body).map((each) => each.git_provider))];
const down = { kind: 'reply', reply: { status: 503, body: '' } } as const;

describe('without tokens', () => {
  it.each([
    ['/installations?provider=github', 'Git provider token required. (such as GitHub).'],
    ['/repositories', 'Git provider token required. (such as GitHub).'],
    ['/info', 'Git provider token required. (such as GitHub).'],
    ['/repository/branches?repository=a/b', 'Git provider token required. (such as GitHub).'],
    ['/search/repositories?query=a', 'Git provider token required.'],
    ['/search/branches?repository=a/b&query=a', 'Git provider token required.'],
    ['/suggested-tasks', 'No providers set.'],
  ])('%s is answered with 401', async (path, error) => {
    expect(await ask(path)).toMatchObject({
      status: 401,
      body: { error, code: 'git_provider_authentication' },
    });
  });

  it('a repository has no microagents, and none can be read', async () => {
    expect(await ask('/repository/a/b/microagents')).toEqual({ status: 200, body: [] });
    expect(await ask('/repository/a/b/microagents/content?file_path=x.md')).toMatchObject({ status: 401 });
  });
});

describe('a provider that there is no token for', () => {
  beforeEach(() => signInAt('github'));

  it.each([
    '/repositories?selected_provider=gitlab',
    '/search/repositories?query=a&selected_provider=gitlab',
    '/search/branches?repository=a/b&query=a&selected_provider=gitlab',
    '/installations?provider=bitbucket',
  ])('%s is answered with 401', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 401, body: { code: 'git_provider_authentication' } });
  });
});

describe('requests that do not fit', () => {
  it.each([
    '/installations',
    '/installations?provider=sourceforge',
    '/repositories?page=0',
    '/repositories?per_page=x',
    '/repositories?selected_provider=svn',
    '/search/repositories',
    '/search/branches?repository=a/b',
    '/repository/branches',
    '/repository/branches?repository=a/b&page=-1',
    '/repository/a/b/microagents/content',
  ])('%s is answered with 422', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
  });
});

describe('installations', () => {
  it('are given where there are any', async () => {
    await signInAt('github', 'bitbucket');
    expect(await ask('/installations?provider=bitbucket')).toEqual({ status: 200, body: ['engines'] });
    expect(await ask('/installations?provider=github')).toEqual({ status: 200, body: ['99'] });
  });

  it('a personal token of GitHub has none', async () => {
    await signInAt('github');
    const body = { message: 'You must authenticate with an access token authorized to a GitHub App' };
    hostOf('github').fault = { kind: 'reply', reply: { status: 403, body } };
    expect(await ask('/installations?provider=github')).toEqual({ status: 200, body: [] });
  });

  it('a provider without them is named', async () => {
    await signInAt('gitlab');
    expect(await ask('/installations?provider=gitlab')).toMatchObject({
      status: 400,
      body: { error: "Provider gitlab doesn't support installations" },
    });
  });
});

describe('repositories', () => {
  it('a page of the selected provider, which takes a length by itself', async () => {
    await signInAt('github', 'gitlab');
    const page = await ask('/repositories?selected_provider=gitlab&page=2&per_page=2');
    expect(namesOf(page.body)).toEqual(['engines/loom', 'engines/orrery']);
    const whole = await ask('/repositories?selected_provider=gitlab');
    expect(namesOf(whole.body)).toHaveLength(world.REPOSITORIES.length);
    expect(providersOf(whole.body)).toEqual(['gitlab']);
  });

  it('of one installation', async () => {
    await signInAt('github', 'bitbucket');
    const one = await ask('/repositories?selected_provider=github&installation_id=99');
    expect(namesOf(one.body)).toEqual(['engines/loom']);
    const other = await ask('/repositories?selected_provider=bitbucket&installation_id=engines&per_page=1');
    expect(namesOf(other.body)).toEqual(['engines/analytical']);
    expect(await ask('/repositories?selected_provider=github&installation_id=x')).toMatchObject({
      status: 422,
    });
  });

  it('all of all providers, without a next page, when none is selected', async () => {
    await signInAt('github', 'gitlab', 'bitbucket', 'azure_devops', 'forgejo');
    const { status, body } = await ask('/repositories');
    expect(status).toBe(200);
    expect(namesOf(body)).toHaveLength(5 * world.REPOSITORIES.length);
    expect(providersOf(body)).toEqual(['github', 'gitlab', 'bitbucket', 'azure_devops', 'forgejo']);
    expect(JSON.stringify(body)).not.toContain('rel=');
  });

  it('a provider that fails does not hide the others', async () => {
    await signInAt('github', 'gitlab');
    hostOf('github').fault = down;
    const { status, body } = await ask('/repositories');
    expect([status, providersOf(body)]).toEqual([200, ['gitlab']]);
    expect(await ask('/repositories?selected_provider=github')).toMatchObject({
      status: 502,
      body: { code: 'git_provider_failed' },
    });
    hostOf('gitlab').fault = down;
    expect(await ask('/repositories')).toMatchObject({ status: 502 });
  });

  it('a token that is not accepted is said', async () => {
    await signInAt('github');
    hostOf('github').fault = { kind: 'reply', reply: { status: 401, body: { message: 'Bad credentials' } } };
    expect(await ask('/repositories?selected_provider=github&page=1&per_page=30')).toMatchObject({
      status: 401,
      body: { error: 'GitHub: Bad credentials (HTTP 401)' },
    });
  });

  it('are found by a part of their name, each once', async () => {
    await signInAt('github', 'forgejo');
    const { body } = await ask('/search/repositories?query=orrery');
    expect(namesOf(body)).toEqual(['engines/orrery', 'engines/orrery']);
    const one = await ask('/search/repositories?query=orrery&selected_provider=forgejo&per_page=1');
    expect(providersOf(one.body)).toEqual(['forgejo']);
  });
});

describe('the user', () => {
  it('is who the first provider says that answers', async () => {
    await signInAt('github', 'gitlab');
    expect(await ask('/info')).toMatchObject({ status: 200, body: { login: 'ada', company: '@engines' } });
    hostOf('github').fault = down;
    expect(await ask('/info')).toMatchObject({ status: 200, body: { login: 'ada', company: '' } });
  });

  it('nobody knows them', async () => {
    await signInAt('github', 'gitlab');
    for (const name of ['github', 'gitlab'] as const) {
      hostOf(name).fault = { kind: 'reply', reply: { status: 401, body: {} } };
    }
    expect(await ask('/info')).toMatchObject({ status: 401, body: { error: 'Need valid provider token' } });
    hostOf('gitlab').fault = down;
    expect(await ask('/info')).toMatchObject({ status: 502 });
  });
});

describe('suggested tasks', () => {
  it('of all providers', async () => {
    await signInAt('github', 'gitlab', 'bitbucket');
    const { body } = await ask('/suggested-tasks');
    const tasks = z.array(z.object({ git_provider: z.string(), task_type: z.string() })).parse(body);
    expect(tasks.map(({ git_provider }) => git_provider)).toEqual([
      ...Array<string>(4).fill('github'),
      ...Array<string>(4).fill('gitlab'),
      'bitbucket',
    ]);
  });
});

describe('branches', () => {
  it('of the provider that has the repository', async () => {
    await signInAt('github', 'azure_devops');
    const path = '/repository/branches?repository=engines/analytical/analytical&per_page=2&page=2';
    const page = branchPageSchema.parse((await ask(path)).body);
    expect(page.branches.map(({ name }) => name)).toEqual(['feature/mill', 'fix/carry']);
    expect(page).toMatchObject({ has_next_page: true, current_page: 2, per_page: 2 });
  });

  it('none when no provider can say', async () => {
    await signInAt('github', 'gitlab');
    for (const name of ['github', 'gitlab'] as const) hostOf(name).fault = down;
    expect(await ask('/repository/branches?repository=engines/analytical&page=3')).toEqual({
      status: 200,
      body: { branches: [], has_next_page: false, current_page: 3, per_page: 30, total_count: 0 },
    });
  });

  it('by a part of their name', async () => {
    await signInAt('github', 'forgejo');
    const names = async (more: string): Promise<string[]> => {
      const { body } = await ask(`/search/branches?repository=engines/analytical&query=fix${more}`);
      return z
        .array(z.object({ name: z.string() }))
        .parse(body)
        .map(({ name }) => name);
    };
    expect(await names('')).toEqual(['fix/carry']);
    hostOf('github').fault = down;
    expect(await names('')).toEqual(['fix/carry']);
    expect(await names('&selected_provider=forgejo')).toEqual(['fix/carry']);
    expect(await names('&selected_provider=github')).toEqual([]);
  });
});

describe('microagents', () => {
  const listed = z.array(z.object({ name: z.string(), path: z.string(), created_at: z.iso.datetime() }));

  it.each(['engines/analytical', 'engines%2Fanalytical'])('are listed for %s', async (repository) => {
    await signInAt('github', 'gitlab');
    hostOf('github').fault = down;
    const { status, body } = await ask(`/repository/${repository}/microagents`);
    expect(status).toBe(200);
    expect(listed.parse(body).map(({ name, path }) => [name, path])).toEqual([
      ['cursorrules', '.cursorrules'],
      ['cards', '.openhands/microagents/cards.md'],
      ['mill', '.openhands/microagents/mill.md'],
    ]);
  });

  it('of a repository deeper down', async () => {
    await signInAt('azure_devops');
    const { body } = await ask('/repository/engines/analytical/analytical/microagents');
    expect(listed.parse(body)).toHaveLength(3);
  });

  it('are read with their triggers', async () => {
    await signInAt('gitlab');
    const file = '.openhands/microagents/cards.md';
    expect(await ask(`/repository/engines/analytical/microagents/content?file_path=${file}`)).toEqual({
      status: 200,
      body: {
        content: 'Cards are read – twice.',
        path: file,
        triggers: ['punched cards'],
        git_provider: 'gitlab',
      },
    });
  });

  it('cannot be had', async () => {
    await signInAt('gitlab');
    expect(
      await ask('/repository/engines/analytical/microagents/content?file_path=no/such.md'),
    ).toMatchObject({ status: 401 });
    hostOf('gitlab').fault = down;
    expect(await ask('/repository/engines/analytical/microagents')).toMatchObject({
      status: 401,
      body: { error: 'Unable to fetch microagents for engines/analytical' },
    });
  });
});

it('the document names every path as clients know it', () => {
  const { paths = {} } = api.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 't', version: '1' } });
  expect(Object.keys(paths).toSorted()).toEqual([
    '/api/user/info',
    '/api/user/installations',
    '/api/user/repositories',
    '/api/user/repository/branches',
    '/api/user/repository/{repository_name}/microagents',
    '/api/user/repository/{repository_name}/microagents/content',
    '/api/user/search/branches',
    '/api/user/search/repositories',
    '/api/user/suggested-tasks',
  ]);
});
