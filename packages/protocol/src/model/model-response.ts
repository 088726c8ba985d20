import type { AssistantPart } from './message.ts';

/** Token counts of one call. `input` includes cached tokens; `output` includes reasoning tokens. */
export interface TokenUsage {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  reasoning: number;
}

/**
 * What a call cost. A price that is not known is `null`, never 0; `priceTable` names the table and its
 * version, so that a bill can be explained later.
 */
export interface Cost {
  usd: number | null;
  priceTable: string;
}

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'other';

/** One answer of a model. `id` is the call id by which usage and cost are counted exactly once. */
export interface ModelResponse {
  id: string;
  /** `provider/model` as configured. */
  model: string;
  /** UTC, ISO 8601. */
  createdAt: string;
  content: AssistantPart[];
  finishReason: FinishReason;
  usage: TokenUsage;
  cost: Cost;
  /** From sending the request of the successful attempt to its last byte. */
  latencySeconds: number;
  /** From sending the request to the first content; null if nothing streamed. */
  firstTokenSeconds: number | null;
}
