import type { ModelCapabilities } from '@capstan/protocol';
import { CAPABILITIES } from './capability-table.ts';

/** Of a model that nobody has told us about: it is taken to call tools, since nothing works without. */
const UNKNOWN: ModelCapabilities = {
  contextTokens: null,
  maxOutputTokens: null,
  vision: false,
  toolCalls: true,
  reasoning: false,
  promptCache: false,
};

/**
 * The name by which the table knows a model: lower case, the last part of a path without its `:tag`,
 * without Bedrock's region and maker (`us.anthropic.`), `-` for `.`, without `-gguf`.
 */
export function normaliseModelName(name: string): string {
  const lower = name.trim().toLowerCase();
  const base = lower.slice(lower.lastIndexOf('/') + 1);
  const untagged = base.split(':', 1)[0] ?? base;
  const withoutMaker = untagged.replace(
    /^(?:(?:us|eu|apac|jp|au|global)\.)?(?:anthropic|amazon|meta|mistral|deepseek|openai|qwen|google)\./,
    '',
  );
  return withoutMaker.replace(/-gguf$/, '').replaceAll('.', '-');
}

/** What is known of a model; what the person says in the settings wins. */
export function findCapabilities(
  modelName: string,
  settings: Partial<ModelCapabilities> = {},
): ModelCapabilities {
  const name = normaliseModelName(modelName);
  const known = CAPABILITIES.find((entry) => entry.match.test(name)) ?? UNKNOWN;
  return {
    contextTokens: settings.contextTokens ?? known.contextTokens,
    maxOutputTokens: settings.maxOutputTokens ?? known.maxOutputTokens,
    vision: settings.vision ?? known.vision,
    toolCalls: settings.toolCalls ?? known.toolCalls,
    reasoning: settings.reasoning ?? known.reasoning,
    promptCache: settings.promptCache ?? known.promptCache,
  };
}
