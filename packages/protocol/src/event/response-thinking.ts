import type { JsonObject, JsonValue } from '../json.ts';
import type { ReasoningPart } from '../model/message.ts';

/**
 * Anthropic's form of reasoning, or undefined if a part is not Anthropic's: signed thinking, and thinking
 * that the provider encrypted.
 */
export function writeThinkingBlocks(parts: readonly ReasoningPart[]): JsonObject[] | undefined {
  const blocks: JsonObject[] = [];
  for (const part of parts) {
    const anthropic = part.providerMetadata?.anthropic;
    if (typeof anthropic !== 'object' || anthropic === null || Array.isArray(anthropic)) return undefined;
    if (typeof anthropic.signature === 'string') {
      blocks.push({ type: 'thinking', thinking: part.text, signature: anthropic.signature });
    } else if (typeof anthropic.redactedData === 'string' && part.text === '') {
      blocks.push({ type: 'redacted_thinking', data: anthropic.redactedData });
    } else {
      return undefined;
    }
  }
  return blocks.length > 0 ? blocks : undefined;
}

export function readThinkingBlock(block: JsonValue): ReasoningPart[] {
  if (typeof block !== 'object' || block === null || Array.isArray(block)) return [];
  if (block.type === 'redacted_thinking' && typeof block.data === 'string') {
    return [{ type: 'reasoning', text: '', providerMetadata: { anthropic: { redactedData: block.data } } }];
  }
  if (block.type !== 'thinking' || typeof block.thinking !== 'string') return [];
  if (typeof block.signature !== 'string') return [{ type: 'reasoning', text: block.thinking }];
  return [
    {
      type: 'reasoning',
      text: block.thinking,
      providerMetadata: { anthropic: { signature: block.signature } },
    },
  ];
}
