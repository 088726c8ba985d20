import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOnDisk } from '../../../test/sealed-storage.ts';
import { openSettingsApi, type SettingsApi } from '../../../test/settings-api.ts';
import { DEFAULT_SETTINGS } from '../../settings/settings.ts';

const MASK = '**********';

/** What the web client of OpenHands 0.62 posts when a page of its settings is saved without a change. */
const SAVED_PAGE = {
  llm_model: 'anthropic/claude-sonnet-4-5',
  llm_base_url: '',
  agent: 'CodeActAgent',
  language: 'en',
  confirmation_mode: false,
  security_analyzer: 'llm',
  remote_runtime_resource_factor: 1,
  enable_default_condenser: true,
  condenser_max_size: 120,
  enable_sound_notifications: false,
  user_consents_to_analytics: null,
  provider_tokens_set: { github: null },
  mcp_config: { sse_servers: [], stdio_servers: [], shttp_servers: [] },
  enable_proactive_conversation_starters: true,
  enable_solvability_analysis: false,
  search_api_key: '',
  max_budget_per_task: null,
  git_user_name: 'openhands',
  git_user_email: 'openhands@example.com',
};

const EVERYTHING = {
  ...DEFAULT_SETTINGS,
  max_iterations: 77,
  llm_model: 'anthropic/claude-sonnet-4-5',
  llm_api_key: 'sk-hunter22-llm',
  search_api_key: 'tvly-hunter22-search',
  sandbox_api_key: 'sb-hunter22-sandbox',
  sandbox_base_container_image: 'debian:13',
  sandbox_runtime_container_image: 'debian:13-runtime',
  email: 'me@example.com',
  v1_enabled: false,
  user_consents_to_analytics: true,
  mcp_config: {
    sse_servers: [{ url: 'https://mcp.example/sse', api_key: 'hunter22-sse' }],
    stdio_servers: [{ name: 'files', command: 'npx', args: ['-y', 'files'], env: { KEY: 'hunter22-env' } }],
    shttp_servers: [{ url: 'https://mcp.example/http', api_key: 'hunter22-shttp', timeout: 60 }],
  },
};

let api: SettingsApi;

beforeEach(async () => {
  api = await openSettingsApi();
});

afterEach(() => api.close());

const stored = () => api.settings.load(null);
const get = () => api.ask('GET', '/api/settings');
const post = (body: unknown) => api.ask('POST', '/api/settings', body);
const patch = (body: unknown, type?: string) =>
  api.ask('PATCH', '/api/settings', body, type === undefined ? {} : { type });

describe('a user who has stored nothing', () => {
  it('is told so by the status that opens the first dialog', async () => {
    expect(await get()).toMatchObject({
      status: 404,
      body: { error: 'Settings not found', code: 'settings_not_found' },
    });
  });

  it('has the defaults for what the first save leaves out', async () => {
    expect(await post({ llm_model: 'gpt-5' })).toMatchObject({
      status: 200,
      body: { message: 'Settings stored' },
    });
    expect(await stored()).toEqual({ ...DEFAULT_SETTINGS, llm_model: 'gpt-5' });
  });

  it('may begin with a patch', async () => {
    expect(await patch({ language: 'de' })).toMatchObject({ status: 200, body: { language: 'de' } });
    expect(await stored()).toEqual({ ...DEFAULT_SETTINGS, language: 'de' });
  });
});

describe('what is shown', () => {
  it('holds every field, says which keys are set, and no key', async () => {
    await post(EVERYTHING);
    await api.secrets.update(null, (secrets) => ({
      ...secrets,
      providerTokens: {
        github: { token: 'hunter22-github', host: null, userId: null },
        gitlab: { token: 'hunter22-gitlab', host: 'gitlab.example', userId: '7' },
      },
    }));
    expect(await get()).toMatchObject({
      status: 200,
      body: {
        ...EVERYTHING,
        llm_api_key: null,
        search_api_key: null,
        sandbox_api_key: null,
        mcp_config: {
          sse_servers: [{ url: 'https://mcp.example/sse', api_key: MASK }],
          stdio_servers: [{ name: 'files', command: 'npx', args: ['-y', 'files'], env: { KEY: MASK } }],
          shttp_servers: [{ url: 'https://mcp.example/http', api_key: MASK, timeout: 60 }],
        },
        llm_api_key_set: true,
        search_api_key_set: true,
        sandbox_api_key_set: true,
        provider_tokens_set: { github: null, gitlab: 'gitlab.example' },
        secrets_store: { provider_tokens: {} },
      },
    });
  });

  it('is no secret anywhere: not in answers, errors and logs, not on disk', async () => {
    await post(EVERYTHING);
    await get();
    await patch({ language: 'de' });
    await post({ ...EVERYTHING, condenser_max_size: 'hunter22-not-a-number' });
    await post({ ...EVERYTHING, mcp_config: { sse_servers: [{ url: 'hunter22-not-a-url' }] } });
    await patch({ llm_api_key: 7, search_api_key: 'hunter22', 'hunter22-is-no-field': 'hunter22' });
    await api.storage.documents.put('user', 'settings', Uint8Array.of(1));
    expect((await get()).status).toBe(500);
    const shown = api.everythingShown().replaceAll('hunter22-is-no-field', '');
    expect(shown).toContain('settings of user');
    expect(shown).not.toContain('hunter22');
    expect(await bytesOnDisk(api.home)).not.toContain('hunter22');
  });

  it('is of the user who asks', async () => {
    await api.ask('POST', '/api/settings', { language: 'fr' }, { user: 'alice' });
    await api.ask('POST', '/api/settings', { language: 'it' }, { user: 'bob' });
    expect((await api.ask('GET', '/api/settings', undefined, { user: 'alice' })).body).toMatchObject({
      language: 'fr',
    });
    expect((await get()).status).toBe(404);
  });
});

describe('POST', () => {
  beforeEach(() => post(EVERYTHING));

  it('keeps everything that a page of the web client does not know, and the keys that it does not send', async () => {
    await post(SAVED_PAGE);
    expect(await stored()).toMatchObject({
      max_iterations: 77,
      llm_api_key: 'sk-hunter22-llm',
      search_api_key: 'tvly-hunter22-search',
      sandbox_api_key: 'sb-hunter22-sandbox',
      sandbox_base_container_image: 'debian:13',
      sandbox_runtime_container_image: 'debian:13-runtime',
      email: 'me@example.com',
      v1_enabled: false,
      user_consents_to_analytics: true,
      language: 'en',
      git_user_name: 'openhands',
      mcp_config: SAVED_PAGE.mcp_config,
    });
  });

  it('changes nothing when the page of MCP servers sends back what it was shown', async () => {
    const { body } = await get();
    await post({ mcp_config: Reflect.get(Object(body), 'mcp_config') });
    expect(await stored()).toEqual(EVERYTHING);
  });

  it('changes nothing when a client sends back all that it was shown', async () => {
    await post((await get()).body);
    expect(await stored()).toEqual(EVERYTHING);
  });

  it('keeps a key when it gets the mask for it', async () => {
    await post({ llm_api_key: MASK, sandbox_api_key: MASK });
    expect(await stored()).toEqual(EVERYTHING);
  });

  it('clears the keys that are sent empty, but for the search key', async () => {
    await post({ llm_api_key: '', sandbox_api_key: ' ', search_api_key: '' });
    expect(await stored()).toEqual({ ...EVERYTHING, llm_api_key: null, sandbox_api_key: null });
  });

  it('takes null for "as it was" where OpenHands does, and for "nothing" elsewhere', async () => {
    const kept = { llm_model: null, llm_api_key: null, llm_base_url: null, search_api_key: null };
    await post({ ...kept, user_consents_to_analytics: null, max_iterations: null, email: null });
    expect(await stored()).toEqual({ ...EVERYTHING, max_iterations: null, email: null });
  });

  it('sets keys without the line that was pasted with them', async () => {
    await post({ llm_api_key: ' sk-new\n', search_api_key: 'tvly-new', sandbox_api_key: 'sb-new' });
    expect(await stored()).toMatchObject({
      llm_api_key: 'sk-new',
      search_api_key: 'tvly-new',
      sandbox_api_key: 'sb-new',
    });
  });

  it.each([
    { condenser_max_size: 19 },
    { max_iterations: 0 },
    { max_iterations: 1.5 },
    { max_budget_per_task: -1 },
    { confirmation_mode: 'yes' },
    { enable_default_condenser: null },
    { mcp_config: { stdio_servers: [{ name: 'a b', command: 'x' }] } },
    { mcp_config: { servers: [] } },
  ])('refuses %j and changes nothing', async (wrong) => {
    const answer = await post({ language: 'de', ...wrong });
    expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
    expect(await stored()).toEqual(EVERYTHING);
  });

  it('passes over what it does not know', async () => {
    expect((await post({ secrets_store: { provider_tokens: {} }, whatever: 1 })).status).toBe(200);
    expect(await stored()).toEqual(EVERYTHING);
  });

  it('refuses a mask that hides nothing', async () => {
    const mcp_config = { sse_servers: [{ url: 'https://elsewhere.example/', api_key: MASK }] };
    expect(await post({ mcp_config })).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['body', 'mcp_config', 'sse_servers', 0, 'api_key'] }] },
    });
    expect(await stored()).toEqual(EVERYTHING);
  });

  it('loses no change of requests that come at once', async () => {
    const fields = ['language', 'agent', 'llm_model', 'email', 'git_user_name', 'git_user_email'];
    await Promise.all(fields.map((field) => post({ [field]: `new ${field}` })));
    expect(await stored()).toEqual({
      ...EVERYTHING,
      ...Object.fromEntries(fields.map((field) => [field, `new ${field}`])),
    });
  });
});

describe('PATCH', () => {
  beforeEach(() => post(EVERYTHING));

  it.each(['application/json', 'application/merge-patch+json'])('clears by null, as %s', async (type) => {
    const answer = await patch(
      { search_api_key: null, llm_model: null, enable_default_condenser: null },
      type,
    );
    expect(answer).toMatchObject({ status: 200, body: { search_api_key_set: false, llm_api_key_set: true } });
    expect(await stored()).toEqual({ ...EVERYTHING, search_api_key: null, llm_model: null });
  });

  it('sets a flag back to its default', async () => {
    await patch({ enable_default_condenser: false });
    expect(await stored()).toMatchObject({ enable_default_condenser: false });
    await patch({ enable_default_condenser: null });
    expect(await stored()).toMatchObject({ enable_default_condenser: true });
  });

  it('merges the lists of MCP servers by name', async () => {
    await patch({ mcp_config: { stdio_servers: null, sse_servers: [{ url: 'https://new.example/' }] } });
    expect(await stored()).toEqual({
      ...EVERYTHING,
      mcp_config: {
        ...EVERYTHING.mcp_config,
        stdio_servers: [],
        sse_servers: [{ url: 'https://new.example/' }],
      },
    });
    await patch({ mcp_config: null });
    expect(await stored()).toEqual({ ...EVERYTHING, mcp_config: null });
  });

  it('refuses what it does not know', async () => {
    expect(await patch({ llm_api_key_set: false })).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'extra_forbidden', loc: ['body', 'llm_api_key_set'] }] },
    });
    expect(await patch({ condenser_max_size: 3 })).toMatchObject({ status: 422 });
    expect(await stored()).toEqual(EVERYTHING);
  });

  it.each([[[]], [null], ['text'], [7]])('refuses a patch that is %j', async (body) => {
    expect((await patch(body)).status).toBe(422);
    expect(await stored()).toEqual(EVERYTHING);
  });
});

it('deletes settings, also when they cannot be read any more', async () => {
  await post(EVERYTHING);
  await api.storage.documents.put('user', 'settings', Uint8Array.of(1));
  expect(await get()).toMatchObject({
    status: 500,
    body: { code: 'storage_corrupt', remedy: expect.any(String) },
  });
  expect((await api.ask('DELETE', '/api/settings')).status).toBe(200);
  expect((await get()).status).toBe(404);
});

it('says that there is no reset any more', async () => {
  expect(await api.ask('POST', '/api/reset-settings')).toMatchObject({
    status: 410,
    body: { error: 'Reset settings functionality has been removed.' },
  });
});
