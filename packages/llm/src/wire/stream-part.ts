import type { FinishReason, JsonObject, TokenUsage } from '@capstan/protocol';

/**
 * What a protocol says while an answer arrives, in order. Text and reasoning without a `block` continue
 * the part before them; a new `block` begins a new part. A call is final only with its `tool-call`.
 */
export type StreamPart =
  | { type: 'response'; id: string }
  | { type: 'text'; block: string; text: string }
  | { type: 'reasoning'; block: string; text: string; providerMetadata?: JsonObject | undefined }
  | { type: 'tool-call-delta'; toolCallId: string; toolName: string; argumentsDelta: string }
  | {
      type: 'tool-call';
      toolCallId: string;
      toolName: string;
      arguments: string;
      providerMetadata?: JsonObject | undefined;
    }
  | { type: 'finish'; finish: Finish };

export interface Finish {
  reason: FinishReason;
  usage: TokenUsage;
  /** What the provider itself says the call cost, in US dollars. */
  reportedCostUsd?: number | undefined;
}
