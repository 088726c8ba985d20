import type { TokenUsage } from '@capstan/protocol';
import { count, fields } from '../read-json.ts';

export const NO_USAGE: TokenUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 };

/** Reads `usage` in the spellings in use. xAI counts reasoning beside the completion, not in it. */
export function readChatUsage(value: unknown): TokenUsage | undefined {
  const usage = fields(value);
  if (usage === undefined) return undefined;
  const prompt = fields(usage['prompt_tokens_details']);
  const completion = fields(usage['completion_tokens_details']);
  const input = count(usage['prompt_tokens']) ?? 0;
  const written = count(usage['completion_tokens']) ?? 0;
  const reasoning = count(completion?.['reasoning_tokens']) ?? 0;
  const beside = reasoning > 0 && count(usage['total_tokens']) === input + written + reasoning;
  return {
    input,
    output: beside ? written + reasoning : written,
    cacheRead: Math.min(
      input,
      count(prompt?.['cached_tokens']) ??
        count(usage['prompt_cache_hit_tokens']) ??
        count(usage['cache_read_input_tokens']) ??
        0,
    ),
    cacheWrite: count(prompt?.['cache_write_tokens']) ?? count(usage['cache_creation_input_tokens']) ?? 0,
    reasoning,
  };
}
