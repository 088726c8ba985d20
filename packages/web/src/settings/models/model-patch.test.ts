import { expect, it } from 'vitest';
import type { LocalModelServer } from '../../api/models.ts';
import { modelPatch } from './model-patch.ts';

const URL = 'http://127.0.0.1:11434/v1';
const OLLAMA: LocalModelServer = {
  kind: 'ollama',
  base_url: URL,
  models: [{ id: 'ollama/qwen3', name: 'qwen3', context_window: null }],
  error: null,
};

it('a model of this machine brings its address', () => {
  const before = { llm_model: 'openai/gpt-5', llm_base_url: null };
  expect(modelPatch('ollama/qwen3', before, [OLLAMA])).toEqual({
    llm_model: 'ollama/qwen3',
    llm_base_url: URL,
  });
});

it('a model from elsewhere does not go to the address of this machine, also when nothing answers there', () => {
  const before = { llm_model: 'ollama/qwen3', llm_base_url: URL };
  const after = { llm_model: 'openai/gpt-5', llm_base_url: null };
  expect(modelPatch('openai/gpt-5', before, [OLLAMA])).toEqual(after);
  expect(modelPatch('openai/gpt-5', before, [])).toEqual(after);
  expect(modelPatch(null, before, [])).toEqual({ llm_model: null, llm_base_url: null });
});

it('an address that somebody typed stays', () => {
  const before = { llm_model: 'openai/gpt-5', llm_base_url: 'https://proxy.example/v1' };
  expect(modelPatch('openai/gpt-5-mini', before, [OLLAMA])).toEqual({ llm_model: 'openai/gpt-5-mini' });
});
