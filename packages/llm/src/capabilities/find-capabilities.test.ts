import { expect, it } from 'vitest';
import { findCapabilities, normaliseModelName } from './find-capabilities.ts';

it.each([
  ['anthropic/claude-sonnet-4.5:beta', 'claude-sonnet-4-5'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929-v1'],
  ['Qwen/Qwen3-Coder-30B-GGUF', 'qwen3-coder-30b'],
  ['gpt-4.1', 'gpt-4-1'],
])('%s is known as %s', (name, normalised) => {
  expect(normaliseModelName(name)).toBe(normalised);
});

it.each([
  ['claude-sonnet-5', 1_000_000, true, true],
  ['claude-haiku-4-5-20251001', 200_000, true, true],
  ['claude-3-5-sonnet-20241022', 200_000, true, false],
  ['gpt-5.1', 400_000, true, true],
  ['gpt-5.5', 1_050_000, true, true],
  ['gpt-5.4-mini', 400_000, true, true],
  ['gpt-5-chat-latest', 128_000, true, false],
  ['gpt-4.1-mini', 1_047_576, true, false],
  ['o3-mini', 200_000, false, true],
  ['gemini-2.5-flash', 1_048_576, true, true],
  ['deepseek-chat', 131_072, false, false],
  ['moonshotai/kimi-k2-instruct', 262_144, false, false],
  ['some-model-of-tomorrow', null, false, false],
] as const)('%s: window %s, sees %s, reasons %s', (name, contextTokens, vision, reasoning) => {
  expect(findCapabilities(name)).toMatchObject({ contextTokens, vision, reasoning, toolCalls: true });
});
