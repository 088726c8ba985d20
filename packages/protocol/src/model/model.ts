import type { ModelRequest } from './model-request.ts';
import type { ModelResponse } from './model-response.ts';

/** A piece of an answer while it arrives: ephemeral, never stored. */
export type ModelDelta =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'tool-call'; toolCallId: string; toolName: string; argumentsDelta: string };

/** Said before each wait for another attempt. */
export interface RetryNotice {
  attempt: number;
  maxAttempts: number;
  waitSeconds: number;
  reason: string;
}

export interface CompleteOptions {
  signal: AbortSignal;
  onDelta?: (delta: ModelDelta) => void;
  onRetry?: (notice: RetryNotice) => void;
}

/** What is known of a model. `null` means not known. */
export interface ModelCapabilities {
  contextTokens: number | null;
  maxOutputTokens: number | null;
  vision: boolean;
  toolCalls: boolean;
  reasoning: boolean;
  promptCache: boolean;
}

/** A model that answers prompts. */
export interface Model {
  /** `provider/model`. */
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  /**
   * Asks once, with the model's own retries. Rejects with a `CapstanError` whose code is one of the
   * `model_*` codes, or `cancelled` when the signal fires (the connection is closed then).
   */
  complete(request: ModelRequest, options: CompleteOptions): Promise<ModelResponse>;
}
