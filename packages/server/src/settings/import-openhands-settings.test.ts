import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  bytesOnDisk,
  openSealedStorage,
  removeHome,
  temporaryHome,
  type SealedStorage,
} from '../../test/sealed-storage.ts';
import { type ImportResult, importOpenHandsSettings } from './import-openhands-settings.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

let folder: string;
let sealed: SealedStorage;

beforeEach(async () => {
  folder = join(await temporaryHome(), 'openhands');
  await mkdir(folder);
  sealed = await openSealedStorage(await temporaryHome());
});

afterEach(async () => {
  await sealed.close();
  await removeHome(sealed.home);
  await removeHome(join(folder, '..'));
});

const write = (name: string, content: unknown): Promise<void> =>
  writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const run = (): Promise<ImportResult> => importOpenHandsSettings({ ...sealed, folder, userId: null });

const SETTINGS = {
  language: 'en',
  agent: 'CodeActAgent',
  max_iterations: null,
  security_analyzer: null,
  confirmation_mode: false,
  llm_model: 'anthropic/claude-sonnet-4-20250514',
  llm_api_key: 'sk-hunter22',
  llm_base_url: '',
  remote_runtime_resource_factor: 1,
  secrets_store: { provider_tokens: {} },
  enable_default_condenser: false,
  sandbox_api_key: '**********',
  search_api_key: 'tvly-hunter22',
  mcp_config: {
    sse_servers: [{ url: 'https://mcp.example/sse', api_key: 'hunter22' }],
    stdio_servers: [{ name: 'files', command: 'npx', args: ['files'], env: { KEY: 'hunter22' } }],
    shttp_servers: [],
  },
  condenser_max_size: 5,
  from_the_future: true,
};

const SECRETS = {
  provider_tokens: {
    github: { token: 'ghp-hunter22', host: null, user_id: null },
    gitlab: { token: 'glpat-hunter22', host: 'gitlab.example', user_id: '7' },
    bitbucket: { token: '', host: null },
    sourceforge: { token: 'x' },
  },
  custom_secrets: {
    NPM_TOKEN: { secret: 'npm-hunter22', description: 'for npm' },
    OLD: 'old-hunter22',
    'not a variable': { secret: 'x', description: '' },
  },
};

it('takes over what fits, names what does not, and leaves nothing of it in clear', async () => {
  await write('settings.json', SETTINGS);
  await write('secrets.json', SECRETS);
  expect(await run()).toEqual({
    settings: true,
    secrets: true,
    skipped: [
      'condenser_max_size',
      'from_the_future',
      'provider_tokens.sourceforge',
      'custom_secrets.not a variable',
    ],
  });
  expect(await sealed.settings.load(null)).toEqual({
    ...DEFAULT_SETTINGS,
    language: 'en',
    agent: 'CodeActAgent',
    confirmation_mode: false,
    llm_model: 'anthropic/claude-sonnet-4-20250514',
    llm_api_key: 'sk-hunter22',
    remote_runtime_resource_factor: 1,
    enable_default_condenser: false,
    search_api_key: 'tvly-hunter22',
    mcp_config: SETTINGS.mcp_config,
  });
  expect(await sealed.secrets.load(null)).toEqual({
    providerTokens: {
      github: { token: 'ghp-hunter22', host: null, userId: null },
      gitlab: { token: 'glpat-hunter22', host: 'gitlab.example', userId: '7' },
    },
    customSecrets: {
      NPM_TOKEN: { secret: 'npm-hunter22', description: 'for npm' },
      OLD: { secret: 'old-hunter22', description: '' },
    },
  });
  expect(await bytesOnDisk(sealed.home)).not.toContain('hunter22');
  expect(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))).toEqual(SETTINGS);
});

it('replaces nothing that is stored, however often it is done', async () => {
  await write('settings.json', SETTINGS);
  await write('secrets.json', SECRETS);
  await sealed.settings.update(null, () => ({ ...DEFAULT_SETTINGS, language: 'de' }));
  expect(await run()).toMatchObject({ settings: false, secrets: true });
  expect(await sealed.settings.load(null)).toEqual({ ...DEFAULT_SETTINGS, language: 'de' });
  await sealed.secrets.update(null, (secrets) => ({ ...secrets, providerTokens: {} }));
  expect(await run()).toEqual({ settings: false, secrets: false, skipped: [] });
  expect(await sealed.secrets.load(null)).toMatchObject({ providerTokens: {} });
});

it('takes over tokens from where older versions kept them', async () => {
  const provider_tokens = { github: 'ghp-old' };
  await write('settings.json', { language: 'en', secrets_store: { provider_tokens } });
  expect(await run()).toEqual({ settings: true, secrets: true, skipped: [] });
  expect((await sealed.secrets.load(null)).providerTokens).toEqual({
    github: { token: 'ghp-old', host: null, userId: null },
  });
});

it('says when there is nothing to take over', async () => {
  await expect(run()).rejects.toMatchObject({ code: 'file_not_found' });
  expect(await sealed.settings.load(null)).toBeUndefined();
});

it.each(['', '[]', '"hunter22"', '{"llm_api_key": "hunter22"', '7'])(
  'takes over nothing of a damaged file: %j',
  async (content) => {
    await write('settings.json', content);
    await write('secrets.json', SECRETS);
    const refusal = await run().catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('settings.json'),
    });
    expect(String(refusal)).not.toContain('hunter22');
    expect(await sealed.secrets.load(null)).toEqual({ providerTokens: {}, customSecrets: {} });
  },
);
