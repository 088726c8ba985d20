import { DEFAULT_CONTROLLER_CONFIG } from '@capstan/agent';
import { describe, expect, it } from 'vitest';
import { serverConfig } from '../../test/server-config.ts';
import type { ServerConfig } from '../config/server-config.ts';
import { effectiveSettings } from './effective-settings.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

const OWN_URL = 'https://own.example/v1';

const effective = (settings: Partial<Settings>, llm: Partial<ServerConfig['llm']> = {}) =>
  effectiveSettings(serverConfig({ llm: { model: null, apiKey: null, baseUrl: null, ...llm } }), {
    ...DEFAULT_SETTINGS,
    ...settings,
  });

it('is what the server says for a user who has set nothing', () => {
  const config = serverConfig({ llm: { model: 'openai/gpt-5', apiKey: 'server-key', baseUrl: null } });
  expect(effectiveSettings(config)).toEqual({
    model: { name: 'openai/gpt-5', apiKey: 'server-key', baseUrl: null, environmentKeys: true },
    agentName: config.agent.name,
    controller: { ...DEFAULT_CONTROLLER_CONFIG, maxIterations: config.agent.maxIterations },
    git: { userName: config.runtime.gitUserName, userEmail: config.runtime.gitUserEmail },
    condenseAboveEvents: 120,
    mcpConfig: null,
    searchApiKey: null,
  });
});

it('is what the user says', () => {
  const settings: Partial<Settings> = {
    agent: 'OtherAgent',
    max_iterations: 9,
    max_budget_per_task: 1.5,
    git_user_name: 'Ada',
    git_user_email: 'ada@example.com',
    condenser_max_size: 40,
    search_api_key: 'tvly',
  };
  expect(effective(settings)).toMatchObject({
    agentName: 'OtherAgent',
    controller: { maxIterations: 9, maxBudgetUsd: 1.5 },
    git: { userName: 'Ada', userEmail: 'ada@example.com' },
    condenseAboveEvents: 40,
    searchApiKey: 'tvly',
  });
});

it('takes empty text and a budget of 0 for nothing', () => {
  const config = serverConfig();
  expect(effective({ agent: ' ', git_user_name: '', max_budget_per_task: 0, llm_model: '' })).toMatchObject({
    agentName: config.agent.name,
    git: { userName: config.runtime.gitUserName },
    controller: { maxBudgetUsd: null },
    model: { name: null },
  });
});

it('shortens the view only when it must without the condenser', () => {
  expect(
    effective({ enable_default_condenser: false, condenser_max_size: 40 }).condenseAboveEvents,
  ).toBeNull();
});

it.each([
  [null, null, 'never'],
  [false, 'llm', 'never'],
  [true, null, 'always'],
  [true, '', 'always'],
  [true, 'invariant', 'always'],
  [true, 'llm', { above: 1 }],
])('confirmation %j with analyzer %j asks %j', (confirmation_mode, security_analyzer, policy) => {
  const { controller } = effective({ confirmation_mode, security_analyzer });
  expect(controller.confirmation).toEqual(policy);
});

describe('the name of the model', () => {
  it.each([
    ['gpt-4o', 'openai/gpt-4o'],
    ['o3-mini', 'openai/o3-mini'],
    ['o1-2024-12-17', 'openai/o1-2024-12-17'],
    ['claude-sonnet-4-20250514', 'anthropic/claude-sonnet-4-20250514'],
    ['gemini-2.5-pro', 'google/gemini-2.5-pro'],
    ['anthropic/claude-opus-4-5', 'anthropic/claude-opus-4-5'],
    ['gemini/gemini-2.5-pro', 'gemini/gemini-2.5-pro'],
    ['litellm_proxy/gpt-4o', 'litellm_proxy/gpt-4o'],
    ['openhands/claude-sonnet-4', 'openhands/claude-sonnet-4'],
    ['openrouter/openai/gpt-5', 'openrouter/openai/gpt-5'],
    ['something-else', 'something-else'],
  ])('%s means %s', (written, name) => {
    expect(effective({ llm_model: ` ${written} ` }).model.name).toBe(name);
  });

  it.each([
    ['openai/qwen3-coder', OWN_URL, 'openai-compatible/qwen3-coder'],
    ['openai/org/qwen3-coder', OWN_URL, 'openai-compatible/org/qwen3-coder'],
    ['openai/gpt-5', OWN_URL, 'openai-chat/gpt-5'],
    ['gpt-5', OWN_URL, 'openai-chat/gpt-5'],
    ['openai/gpt-5', 'https://api.openai.com/v1', 'openai/gpt-5'],
    ['anthropic/claude-opus-4-5', OWN_URL, 'anthropic/claude-opus-4-5'],
  ])('%s at %s means %s', (llm_model, llm_base_url, name) => {
    expect(effective({ llm_model, llm_base_url }).model).toMatchObject({ name, baseUrl: llm_base_url });
  });
});

describe('the key of the server', () => {
  const SERVER = { model: 'openai/gpt-5', apiKey: 'server-key', baseUrl: 'https://proxy.example/v1' };

  it.each<[string, Partial<Settings>]>([
    ['nothing of the user', {}],
    ['another model of its provider', { llm_model: 'gpt-4o' }],
    ['its own address, typed again', { llm_model: 'openai/gpt-4o', llm_base_url: `${SERVER.baseUrl}/` }],
  ])('goes with %s', (_, settings) => {
    expect(effective(settings, SERVER).model).toMatchObject({ apiKey: 'server-key', environmentKeys: true });
    expect(effective(settings, SERVER).model.name).toMatch(/^openai\//);
  });

  it.each<[string, Partial<Settings>, boolean]>([
    ['to an address of the user', { llm_base_url: OWN_URL }, false],
    ['to it with the same model', { llm_base_url: OWN_URL, llm_model: SERVER.model }, false],
    ['to another provider', { llm_model: 'anthropic/claude-opus-4-5' }, true],
    ['to who is not known', { llm_model: 'mystery' }, true],
  ])('never goes %s', (_, settings, environmentKeys) => {
    const { model } = effective(settings, SERVER);
    expect(model).toMatchObject({ apiKey: null, environmentKeys });
    expect(model.baseUrl).toBe(settings.llm_base_url ?? null);
  });

  it('gives way to a key of the user, also at the address of the server', () => {
    expect(effective({ llm_api_key: 'own-key' }, SERVER).model).toMatchObject({
      apiKey: 'own-key',
      baseUrl: SERVER.baseUrl,
    });
    expect(effective({ llm_api_key: 'own-key', llm_model: 'claude-opus-4-5' }, SERVER).model).toMatchObject({
      apiKey: 'own-key',
      baseUrl: null,
    });
  });

  it('stays where it is when the server has no model of its own', () => {
    const { model } = effective({ llm_model: 'openai/gpt-5' }, { ...SERVER, model: null });
    expect(model.apiKey).toBeNull();
  });
});
