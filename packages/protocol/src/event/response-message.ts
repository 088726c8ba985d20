import type { JsonObject, JsonValue } from '../json.ts';
import type { AssistantPart, ReasoningPart, TextPart, ToolCallPart } from '../model/message.ts';
import { readThinkingBlock, writeThinkingBlocks } from './response-thinking.ts';

type PartType = AssistantPart['type'];

/** The `message` of a `chat.completion` for the parts of a response. */
export function writeMessage(content: readonly AssistantPart[]): JsonObject {
  const texts = content.filter((part) => part.type === 'text');
  const reasoning = content.filter((part) => part.type === 'reasoning');
  const calls = content.filter((part) => part.type === 'tool-call');
  const thinking = writeThinkingBlocks(reasoning);
  return {
    content: texts.length > 0 ? texts.map((part) => part.text).join('') : null,
    role: 'assistant',
    tool_calls: calls.length > 0 ? calls.map(writeToolCall) : null,
    function_call: null,
    ...(reasoning.length > 0 ? { reasoning_content: reasoning.map((part) => part.text).join('') } : {}),
    ...(thinking === undefined ? {} : { thinking_blocks: thinking }),
  };
}

/**
 * What must be stored beside `message` to get exactly `content` back, or undefined if `message` alone gives
 * it. One entry per part, in order. It repeats a part's text only where the message does not hold it apart.
 */
export function derivePartOrder(
  message: JsonObject,
  content: readonly AssistantPart[],
): JsonValue[] | undefined {
  const plain = plainParts(message);
  if (JSON.stringify(plain) === JSON.stringify(content)) return undefined;
  const aligned = new Set(PART_TYPES.filter((type) => countOf(plain, type) === countOf(content, type)));
  return content.map((part) => {
    const metadata = 'providerMetadata' in part && part.providerMetadata;
    return {
      type: part.type,
      ...(aligned.has(part.type) || part.type === 'tool-call' ? {} : { text: part.text }),
      ...(metadata ? { providerMetadata: metadata } : {}),
    };
  });
}

/** The parts of a message, in the order that was stored beside it or else in the usual one. */
export function readParts(message: JsonObject, order: JsonValue | undefined): AssistantPart[] {
  const plain = plainParts(message);
  if (!Array.isArray(order)) return plain;
  const waiting = new Map(PART_TYPES.map((type) => [type, plain.filter((part) => part.type === type)]));
  return order.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    const type = PART_TYPES.find((name) => name === entry.type);
    const part = type === undefined ? undefined : restorePart(type, entry.text, waiting.get(type)?.shift());
    if (part === undefined) return [];
    const metadata = entry.providerMetadata;
    if (
      part.type === 'text' ||
      typeof metadata !== 'object' ||
      metadata === null ||
      Array.isArray(metadata)
    ) {
      return [part];
    }
    return [{ ...part, providerMetadata: metadata }];
  });
}

const PART_TYPES: readonly PartType[] = ['text', 'reasoning', 'tool-call'];

const countOf = (parts: readonly AssistantPart[], type: PartType): number =>
  parts.filter((part) => part.type === type).length;

function restorePart(type: PartType, text: JsonValue | undefined, plain: AssistantPart | undefined) {
  if (typeof text !== 'string' || type === 'tool-call') return plain;
  return { type, text };
}

/** The parts in the usual order: reasoning, then text, then tool calls. */
function plainParts(message: JsonObject): AssistantPart[] {
  const text = message.content;
  const textParts: TextPart[] = typeof text === 'string' ? [{ type: 'text', text }] : [];
  return [...reasoningParts(message), ...textParts, ...toolCallParts(message.tool_calls)];
}

function reasoningParts(message: JsonObject): ReasoningPart[] {
  if (Array.isArray(message.thinking_blocks)) return message.thinking_blocks.flatMap(readThinkingBlock);
  const text = message.reasoning_content;
  return typeof text === 'string' ? [{ type: 'reasoning', text }] : [];
}

const writeToolCall = (call: ToolCallPart): JsonObject => ({
  function: { arguments: call.arguments, name: call.toolName },
  id: call.toolCallId,
  type: 'function',
});

function toolCallParts(calls: JsonValue | undefined): ToolCallPart[] {
  if (!Array.isArray(calls)) return [];
  return calls.flatMap((call): ToolCallPart[] => {
    if (typeof call !== 'object' || call === null || Array.isArray(call)) return [];
    const wanted = call.function;
    if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return [];
    return [
      {
        type: 'tool-call',
        toolCallId: typeof call.id === 'string' ? call.id : '',
        toolName: typeof wanted.name === 'string' ? wanted.name : '',
        arguments:
          typeof wanted.arguments === 'string' ? wanted.arguments : JSON.stringify(wanted.arguments ?? {}),
      },
    ];
  });
}
