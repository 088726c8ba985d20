import { expect, it } from 'vitest';
import type { LocalModelServer } from '../../api/models.ts';
import { isLocal, modelOptions, providerOf, windowText } from './model-options.ts';

const OLLAMA: LocalModelServer = {
  kind: 'ollama',
  base_url: 'http://127.0.0.1:11434/v1',
  models: [{ id: 'ollama/qwen3-coder', name: 'qwen3-coder', context_window: 262_144 }],
  error: null,
};

it('offers models of this machine first, each once', () => {
  const known = ['anthropic/claude-sonnet-4-5', 'ollama/qwen3-coder'];
  expect(modelOptions('', { known, local: [OLLAMA] })).toEqual([
    { value: 'ollama/qwen3-coder', group: 'Ollama, on this machine', note: '256k' },
    { value: 'anthropic/claude-sonnet-4-5', group: 'Known models' },
  ]);
});

it('finds by parts of the name', () => {
  const found = modelOptions('sonnet', {
    known: ['anthropic/claude-sonnet-4-5', 'openai/gpt-5'],
    local: [OLLAMA],
  });
  expect(found.map(({ value }) => value)).toEqual(['anthropic/claude-sonnet-4-5']);
});

it('knows who takes no key', () => {
  expect(providerOf('Ollama/x/y')).toBe('ollama');
  expect(providerOf('gpt-5')).toBe('');
  expect(isLocal('lmstudio/x')).toBe(true);
  expect(isLocal('openai/gpt-5')).toBe(false);
});

it('says windows in thousands', () => {
  expect([null, 512, 131_072, 200_000].map(windowText)).toEqual(['', '512', '128k', '200k']);
});
