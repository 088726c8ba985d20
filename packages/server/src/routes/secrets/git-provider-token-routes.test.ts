import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOnDisk } from '../../../test/sealed-storage.ts';
import { openSettingsApi, type SettingsApi } from '../../../test/settings-api.ts';
import { startTokenHost, type TokenHost } from '../../../test/token-host.ts';
import { createGitProviders } from '../../git-provider/create-git-providers.ts';

let host: TokenHost;
let api: SettingsApi;

beforeEach(async () => {
  host = await startTokenHost();
  api = await openSettingsApi(createGitProviders({ publicHosts: { github: host.url, gitlab: host.url } }));
});

afterEach(async () => {
  await api.close();
  await host.close();
});

const add = (provider_tokens: unknown) =>
  api.ask('POST', '/api/add-git-providers', { provider_tokens, mcp_config: null });
const stored = async () => (await api.secrets.load(null)).providerTokens;
const token = (text: string, onHost: string | null = null) => ({ token: text, host: onHost, userId: null });
const STORED = { status: 200, body: { message: 'Git providers stored' } };
/** What the page of the web client posts for fields that were left blank. */
const BLANK = { token: '', host: '' };

it('stores a token that its provider accepts, and says for which host one is set', async () => {
  expect(await add({ github: { token: ' good-github ', host: '' }, gitlab: BLANK })).toMatchObject(STORED);
  expect(await stored()).toEqual({ github: token('good-github') });
  await api.ask('POST', '/api/settings', {});
  await add({ gitlab: { token: 'good-gitlab', host: host.url, user_id: '7' } });
  expect((await api.ask('GET', '/api/settings')).body).toMatchObject({
    provider_tokens_set: { github: null, gitlab: host.url },
  });
  expect(host.asked).toEqual(['/api/v3/user good-github', '/api/v4/user good-gitlab']);
});

it('keeps providers that are not mentioned, or left blank', async () => {
  await add({ github: { token: 'good-github' } });
  expect(await add({ gitlab: { token: 'good-gitlab' } })).toMatchObject(STORED);
  expect(await add({ github: BLANK, gitlab: BLANK, bitbucket: BLANK, azure_devops: BLANK })).toMatchObject(
    STORED,
  );
  expect(await add({})).toMatchObject(STORED);
  expect(await stored()).toEqual({ github: token('good-github'), gitlab: token('good-gitlab') });
  expect(host.asked).toHaveLength(2);
});

describe('without a token in the request', () => {
  beforeEach(() => add({ github: { token: 'good-github' } }));

  it('the stored one is asked about at the new host, and stays', async () => {
    expect(await add({ github: { token: '', host: host.url } })).toMatchObject(STORED);
    expect(await stored()).toEqual({ github: token('good-github', host.url) });
    expect(host.asked).toHaveLength(2);
    expect(await add({ github: { token: '' } })).toMatchObject(STORED);
    expect(await stored()).toEqual({ github: token('good-github', host.url) });
    expect(await add({ github: BLANK })).toMatchObject(STORED);
    expect(await stored()).toEqual({ github: token('good-github') });
  });

  it('a host that does not accept it changes nothing', async () => {
    const other = await startTokenHost();
    await api.secrets.update(null, (secrets) => ({
      ...secrets,
      providerTokens: { github: token('revoked') },
    }));
    expect(await add({ github: { token: '', host: other.url } })).toMatchObject({ status: 401 });
    expect(await stored()).toEqual({ github: token('revoked') });
    await other.close();
  });
});

describe('a token that is not accepted', () => {
  it('is named though a later one is valid, and nothing is stored', async () => {
    await add({ github: { token: 'good-github-old' } });
    const answer = await add({ github: { token: 'bad' }, gitlab: { token: 'good-gitlab' } });
    expect(answer).toMatchObject({
      status: 401,
      body: {
        error: 'Invalid token. Please make sure it is a valid github token.',
        code: 'git_provider_authentication',
      },
    });
    expect(await stored()).toEqual({ github: token('good-github-old') });
  });

  it('is not made valid by another provider', async () => {
    expect(await add({ gitlab: { token: 'good-github' } })).toMatchObject({
      status: 401,
      body: { error: 'Invalid token. Please make sure it is a valid gitlab token.' },
    });
  });

  it('is named beside others', async () => {
    expect(await add({ github: { token: 'bad' }, gitlab: { token: 'worse' } })).toMatchObject({
      status: 401,
      body: { error: 'Invalid tokens. Please make sure that these are valid: github, gitlab.' },
    });
  });
});

it('says when a provider cannot be asked, and stores nothing', async () => {
  expect(await add({ github: { token: 'broken' }, gitlab: { token: 'good-gitlab' } })).toMatchObject({
    status: 502,
    body: { code: 'git_provider_failed' },
  });
  expect(await stored()).toEqual({});
});

it.each([
  { github: { token: 'good-github', host: 'with spaces' } },
  { github: { token: 'good-github', host: 'http://elsewhere.example' } },
  { sourceforge: { token: 'x' } },
  { github: 'good-github' },
  [],
])('refuses %j', async (wrong) => {
  expect((await add(wrong)).status).toBe(422);
  expect(await stored()).toEqual({});
});

it('unsets all tokens and keeps the secrets', async () => {
  await add({ github: { token: 'good-github' } });
  await api.ask('POST', '/api/secrets', { name: 'one', value: 'v' });
  expect(await api.ask('POST', '/api/unset-provider-tokens')).toMatchObject({
    status: 200,
    body: { message: 'Unset Git provider tokens' },
  });
  expect(await api.secrets.load(null)).toEqual({
    providerTokens: {},
    customSecrets: { one: { secret: 'v', description: '' } },
  });
});

it('unsets the token of one provider and keeps the others', async () => {
  await add({ github: { token: 'good-github' }, gitlab: { token: 'good-gitlab' } });
  expect((await api.ask('POST', '/api/unset-provider-tokens?provider=github')).status).toBe(200);
  expect(await stored()).toEqual({ gitlab: token('good-gitlab') });
  expect((await api.ask('POST', '/api/unset-provider-tokens?provider=sourceforge')).status).toBe(422);
  expect(await stored()).toEqual({ gitlab: token('good-gitlab') });
});

it('shows no token in answers, errors and logs, and leaves none on disk', async () => {
  await add({ github: { token: 'good-github-hunter22' } });
  await add({ github: { token: 'bad-hunter22' }, gitlab: { token: 'broken-hunter22' } });
  await add({ gitlab: { token: 'broken-hunter22' } });
  await add({ gitlab: { token: { secret: 'hunter22' } } });
  await api.ask('POST', '/api/settings', {});
  await api.ask('GET', '/api/settings');
  expect(api.everythingShown()).toContain('Invalid token');
  expect(api.everythingShown()).not.toContain('hunter22');
  expect(await bytesOnDisk(api.home)).not.toContain('hunter22');
});
