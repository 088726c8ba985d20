import type { JsonObject, TokenUsage } from '@capstan/protocol';

export interface ReasoningAnswer {
  type: 'reasoning';
  itemId: string;
  text: string;
  signature: string;
  redacted: boolean;
}

export interface TextAnswer {
  type: 'text';
  itemId: string;
  text: string;
}

export interface ToolCallAnswer {
  type: 'tool-call';
  itemId: string;
  id: string;
  name: string;
  /** JSON text, or what the script gave as `rawArguments`. */
  arguments: string;
}

export type AnswerPart = ReasoningAnswer | TextAnswer | ToolCallAnswer;

export type AnswerFinish = 'stop' | 'length' | 'tool-calls' | 'content-filter';

/** One answer, before a protocol puts it into its own words. */
export interface Answer {
  /** Unique in the server; protocols put their prefix before it. */
  id: string;
  model: string;
  createdSeconds: number;
  parts: AnswerPart[];
  finish: AnswerFinish;
  usage: TokenUsage;
  /** A well-formed answer without any choice or content. */
  empty: boolean;
}

/** The arguments as an object, or undefined when the script gave none that parse to one. */
export function argumentsObject(call: ToolCallAnswer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(call.arguments);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
