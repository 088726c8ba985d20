import { expect, it } from 'vitest';
import { modelOptions, modelText } from './model-options.ts';

const MODELS = ['anthropic/claude-opus-4-1', 'anthropic/claude-sonnet-4-5', 'openai/gpt-5', 'gpt-4o'];
const ids = (current: string, typed = ''): string[] =>
  modelOptions(MODELS, current, typed).map(({ id }) => id);

it('offers what the same key opens, with the current one first', () => {
  expect(ids('anthropic/claude-sonnet-4-5')).toEqual([
    'anthropic/claude-sonnet-4-5',
    'anthropic/claude-opus-4-1',
  ]);
});

it('the current one is there also when nobody knows it', () => {
  expect(ids('ollama/qwen3:8b')).toEqual(['ollama/qwen3:8b']);
});

it('is narrowed by what is typed', () => {
  expect(ids('anthropic/claude-sonnet-4-5', 'opus')).toEqual(['anthropic/claude-opus-4-1']);
});

it('is short in a chip, also without a provider', () => {
  expect(['openrouter/meta/llama', 'gpt-4o'].map(modelText)).toEqual(['meta/llama', 'gpt-4o']);
});
