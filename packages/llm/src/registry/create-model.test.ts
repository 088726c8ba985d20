import { CapstanError } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { createModel } from './create-model.ts';
import { PROVIDERS } from './providers.ts';

const create = (model: string, env = {}, more = {}) => createModel({ model, env, ...more });

async function failure(work: Promise<unknown>): Promise<CapstanError> {
  const reason: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!CapstanError.is(reason)) throw new Error(`expected a CapstanError, got ${String(reason)}`);
  return reason;
}

it.each(['nobody/x', 'gpt-5', 'openai/', '/x', ''])(
  'does not know %j, and lists who it knows',
  async (name) => {
    const error = await failure(create(name));
    expect(error.code).toBe('model_unknown');
    if (name !== 'openai/') for (const { id } of PROVIDERS) expect(error.message).toContain(id);
  },
);

it('guesses the provider that was left out', async () => {
  expect((await failure(create('claude-sonnet-5'))).message).toContain(
    "did you mean 'anthropic/claude-sonnet-5'?",
  );
});

it.each(PROVIDERS.filter((each) => each.keyOptional !== true).map((each) => [each.id, each] as const))(
  '%s names the variable of its key',
  async (id, provider) => {
    const error = await failure(
      create(`${id}/x`, { [provider.keyVariables[0]!]: ' ' }, { baseUrl: 'http://127.0.0.1:1' }),
    );
    expect(error.code).toBe('model_key_missing');
    expect(error.message).toContain(provider.keyVariables[0]);
  },
);

it('opens every provider without sending anything', async () => {
  for (const provider of PROVIDERS) {
    const model = await create(
      `${provider.id}/some/model`,
      {},
      { apiKey: 'k', baseUrl: 'http://127.0.0.1:1/v1' },
    );
    expect(model.id).toBe(`${provider.id}/some/model`);
  }
});

it('takes aliases, and calls the model by the proper name', async () => {
  expect((await create('gemini/gemini-2.5-pro', { GEMINI_API_KEY: 'k' })).id).toBe('google/gemini-2.5-pro');
  expect((await create('x-ai/grok-4', { XAI_API_KEY: 'k' })).id).toBe('xai/grok-4');
});

it('asks for the address that only the person knows', async () => {
  const error = await failure(create('openai-compatible/x'));
  expect(error).toMatchObject({ code: 'usage', remedy: expect.stringContaining('--base-url') });
  expect((await failure(create('vllm/x', {}, { baseUrl: 'ftp://x' }))).code).toBe('usage');
});

it('lets settings correct what is known of a model', async () => {
  const settings = { capabilities: { contextTokens: 12, vision: false } };
  const model = await create('openai/gpt-5.1', { OPENAI_API_KEY: 'k' }, { settings });
  expect(model.capabilities).toMatchObject({ contextTokens: 12, vision: false, reasoning: true });
});
