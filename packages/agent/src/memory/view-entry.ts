import type { AssistantMessage, ModelMessage, ToolMessage } from '@capstan/protocol';

/** A part of the view that stands by itself: something said, or an observation nobody called for. */
export interface PlainEntry {
  kind: 'plain';
  /** Events it is made of. */
  ids: number[];
  message: ModelMessage;
  /** Kept by every condenser: the system message, what the person asked. */
  essential: boolean;
}

/** One answer of the model with its tool calls, and what came of each call. */
export interface TurnEntry {
  kind: 'turn';
  ids: number[];
  responseId: string;
  assistant: AssistantMessage;
  /** Tool call ids in the order of the model, with the name of each tool. */
  calls: readonly { toolCallId: string; toolName: string }[];
  results: Map<string, ToolMessage>;
}

export type ViewEntry = PlainEntry | TurnEntry;

export function isComplete(turn: TurnEntry): boolean {
  return turn.results.size >= turn.calls.length;
}

const NO_RESULT = 'This call has no result: it was not executed.';

/**
 * The messages of an entry. A turn always gives one result for each of its calls, in their order: a
 * sequence that does not pair up cannot be expressed.
 */
export function entryMessages(entry: ViewEntry): ModelMessage[] {
  if (entry.kind === 'plain') return [entry.message];
  const results = entry.calls.map(
    ({ toolCallId, toolName }): ToolMessage =>
      entry.results.get(toolCallId) ?? {
        role: 'tool',
        toolCallId,
        toolName,
        content: [{ type: 'text', text: NO_RESULT }],
        isError: true,
      },
  );
  return [entry.assistant, ...results];
}

/** A rough count of characters that an entry takes in a prompt. */
export function entryChars(entry: ViewEntry): number {
  return entryMessages(entry).reduce((sum, message) => sum + messageChars(message), 0);
}

export function messageChars(message: ModelMessage): number {
  if (message.role === 'system') return message.content.length;
  let chars = 0;
  for (const part of message.content) {
    if (part.type === 'tool-call') chars += part.toolName.length + part.arguments.length;
    else chars += part.type === 'image' ? IMAGE_CHARS : part.text.length;
  }
  return chars;
}

/** An image costs about 1,500 tokens at the common providers. */
const IMAGE_CHARS = 6_000;
