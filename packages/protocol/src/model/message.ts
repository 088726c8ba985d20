import type { JsonObject } from '../json.ts';

/** Text said by anyone. */
export interface TextPart {
  type: 'text';
  text: string;
}

/** An image: an `https:` URL or a `data:` URL. Sent only to models that can see. */
export interface ImagePart {
  type: 'image';
  url: string;
}

/**
 * What the model thought. `providerMetadata` holds what the provider wants back unchanged on the next
 * turn (signatures, encrypted content), keyed by provider.
 */
export interface ReasoningPart {
  type: 'reasoning';
  text: string;
  providerMetadata?: JsonObject;
}

/** A tool call as the model wrote it. `arguments` is the raw JSON text, not yet parsed. */
export interface ToolCallPart {
  type: 'tool-call';
  toolCallId: string;
  toolName: string;
  arguments: string;
  providerMetadata?: JsonObject;
}

/** Marks the end of a prefix that the provider may cache. */
export interface CacheMark {
  cache?: boolean;
}

export interface SystemMessage extends CacheMark {
  role: 'system';
  content: string;
}

export interface UserMessage extends CacheMark {
  role: 'user';
  content: (TextPart | ImagePart)[];
}

export type AssistantPart = TextPart | ReasoningPart | ToolCallPart;

export interface AssistantMessage {
  role: 'assistant';
  content: AssistantPart[];
}

/** The result of one tool call. Every tool call has exactly one, in a message after its own. */
export interface ToolMessage extends CacheMark {
  role: 'tool';
  toolCallId: string;
  toolName: string;
  content: (TextPart | ImagePart)[];
  isError?: boolean;
}

export type ModelMessage = SystemMessage | UserMessage | AssistantMessage | ToolMessage;
