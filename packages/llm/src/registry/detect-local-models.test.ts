import { expect, it } from 'vitest';
import { recordingServer } from '../../test/support/recording-server.ts';
import { detectLocalModels } from './detect-local-models.ts';

const signal = (): AbortSignal => AbortSignal.timeout(10_000);

it('lists the models of those that answer', async () => {
  const qwen = { name: 'qwen3-coder:30b', details: { context_length: 262_144 } };
  const body = JSON.stringify({ models: [qwen, { name: 'gpt-oss:20b' }] });
  await using ollama = await recordingServer([{ body }]);
  await using broken = await recordingServer([{ body: '<html>' }]);
  const found = await detectLocalModels({
    signal: signal(),
    addresses: { ollama: ollama.url, lmstudio: broken.url },
  });
  expect(found).toEqual([
    {
      provider: 'ollama',
      baseUrl: `${ollama.url}/v1`,
      models: [
        { name: 'qwen3-coder:30b', contextTokens: 262_144 },
        { name: 'gpt-oss:20b', contextTokens: null },
      ],
      error: null,
    },
    {
      provider: 'lmstudio',
      baseUrl: `${broken.url}/v1`,
      models: [],
      error: `${broken.url}/v1/models answered 200, and no list of models`,
    },
  ]);
});

it('finds nobody where nobody is, without waiting', async () => {
  const server = await recordingServer([{ body: '' }]);
  await server[Symbol.asyncDispose]();
  const addresses = { ollama: server.url, lmstudio: server.url };
  expect(await detectLocalModels({ signal: signal(), addresses })).toEqual([]);
});
