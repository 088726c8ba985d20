import type { ModelCapabilities } from '@capstan/protocol';

/** Version of this table, for bug reports. */
export const CAPABILITY_TABLE = 'capstan-models 2026-11-21';

export interface CapabilityEntry extends ModelCapabilities {
  /** Matched against the normalised name; the first entry that matches counts. */
  match: RegExp;
}

const K = 1000;
const KI = 1024;
const M = 1_000_000;

/** v: sees images, t: calls tools, r: reasons, c: caches prompts (by marks or by itself). */
function entry(
  match: RegExp,
  contextTokens: number,
  maxOutputTokens: number | null,
  can: string,
): CapabilityEntry {
  return {
    match,
    contextTokens,
    maxOutputTokens,
    vision: can.includes('v'),
    toolCalls: can.includes('t'),
    reasoning: can.includes('r'),
    promptCache: can.includes('c'),
  };
}

/** What the makers publish of their models. Newer and narrower names come first. */
export const CAPABILITIES: readonly CapabilityEntry[] = [
  entry(/^claude-haiku-[5-9]/, 200 * K, 128 * K, 'vtrc'),
  entry(/^claude-(opus-4-[6-9]|sonnet-4-[6-9]|(opus|sonnet|fable)-[5-9])/, M, 128 * K, 'vtrc'),
  entry(/^claude-(opus|sonnet|haiku)-4-5/, 200 * K, 64 * K, 'vtrc'),
  entry(/^claude-(opus-4|4-opus)/, 200 * K, 32 * K, 'vtrc'),
  entry(/^claude-(sonnet-4|4-sonnet|(sonnet-)?3-7)/, 200 * K, 64 * K, 'vtrc'),
  entry(/^claude-3-5/, 200 * K, 8 * KI, 'vtc'),
  entry(/^claude-3-(opus|sonnet|haiku)/, 200 * K, 4 * KI, 'vtc'),

  entry(/^gpt-5[.\d-]*-chat/, 128 * K, 16 * KI, 'vtc'),
  entry(/^gpt-5-[4-9](-20|-pro|-sol|-terra|-luna|$)/, 1_050_000, 128 * K, 'vtrc'),
  entry(/^gpt-[6-9]/, 1_050_000, 128 * K, 'vtrc'),
  entry(/^gpt-5/, 400 * K, 128 * K, 'vtrc'),
  entry(/^gpt-4-1/, 1_047_576, 32 * KI, 'vtc'),
  entry(/^(gpt-4o|chatgpt-4o)/, 128 * K, 16 * KI, 'vtc'),
  entry(/^gpt-4-turbo/, 128 * K, 4 * KI, 'vt'),
  entry(/^gpt-3-5-turbo/, 16_385, 4 * KI, 't'),
  entry(/^gpt-oss/, 128 * KI, null, 'tr'),
  entry(/^o1-(mini|preview)/, 128 * K, 64 * KI, 'r'),
  entry(/^o3-mini/, 200 * K, 100 * K, 'trc'),
  entry(/^(o1|o3|o4-mini|codex-mini)/, 200 * K, 100 * K, 'vtrc'),

  entry(/^gemini-(2-5|[3-9])/, M + 48_576, 64 * KI, 'vtrc'),
  entry(/^gemini-2-0/, M + 48_576, 8 * KI, 'vtc'),
  entry(/^gemini-(flash|pro)-/, M + 48_576, 64 * KI, 'vtrc'),
  entry(/^gemini-1-5-pro/, 2 * M, 8 * KI, 'vt'),
  entry(/^gemini-1-5/, M, 8 * KI, 'vt'),
  entry(/^gemma-?4/, 256 * KI, null, 'vt'),
  entry(/^gemma-?3/, 128 * KI, null, 'v'),

  entry(/^deepseek-v4/, M, 384 * K, 'trc'),
  entry(/^deepseek-(reasoner|r1)/, 128 * KI, 64 * KI, 'trc'),
  entry(/^deepseek/, 128 * KI, 8 * KI, 'tc'),

  entry(/^grok-(4-1-fast|4-fast)/, 2 * M, null, 'vtrc'),
  entry(/^grok-4-(20|3)/, M, null, 'vtrc'),
  entry(/^grok-4-[56]/, 500 * K, null, 'vtrc'),
  entry(/^grok-4/, 256 * K, null, 'vtrc'),
  entry(/^grok-(code-fast|build)/, 256 * K, null, 'trc'),
  entry(/^grok-3-mini/, 128 * KI, null, 'trc'),
  entry(/^grok-3/, 128 * KI, null, 'tc'),

  entry(/^magistral/, 128 * K, 40 * K, 'vtr'),
  entry(/^(devstral|codestral)/, 256 * K, null, 't'),
  entry(/^(mistral-(large|medium|small)|ministral|pixtral)/, 128 * K, null, 'vt'),
  entry(/^(mistral|open-mistral|mixtral)/, 32 * K, null, 't'),

  entry(/^qwen3?-?(2-5-)?vl/, 128 * KI, null, 'vt'),
  entry(/^qwen3(-[5-9])?-(coder|max|next)/, 256 * KI, 64 * KI, 't'),
  entry(/^qwen3/, 128 * KI, 32 * KI, 'tr'),
  entry(/^(qwen2|qwq)/, 128 * KI, 32 * KI, 't'),
  entry(/^kimi-k2-5/, 256 * KI, null, 'vtrc'),
  entry(/^kimi-k2-thinking/, 256 * KI, null, 'trc'),
  entry(/^kimi-k2/, 256 * KI, null, 'tc'),
  entry(/^glm-(4-[67]|5)/, 200 * K, 128 * K, 'trc'),
  entry(/^glm-4-5/, 128 * KI, 96 * K, 'tr'),
  entry(/^minimax-m2/, 200 * KI, null, 'trc'),
  entry(/^llama-?4/, M, null, 'vt'),
  entry(/^llama-?3/, 128 * KI, null, 't'),
  entry(/^nova-(pro|lite|premier|2)/, 300 * K, 10 * K, 'vtc'),
];
