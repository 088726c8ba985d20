import type { ActionDraft, ModelDelta, ModelResponse, RetryNotice, ToolCallPart } from '@capstan/protocol';
import type { View } from '../memory/view.ts';

export interface StepContext {
  signal: AbortSignal;
  /** How often the model has answered so far in this conversation. */
  stepsDone: number;
  onDelta?: (delta: ModelDelta) => void;
  onRetry?: (notice: RetryNotice) => void;
}

/** What a step led to: an answer of the model, or the wish to have the view shortened first. */
export type StepResult = { kind: 'response'; response: ModelResponse } | { kind: 'condense' };

/** Decides the next actions from a view. Holds nothing between steps but settings. */
export interface Agent {
  readonly name: string;
  readonly version: string;
  /** Tokens that fit into the model; null when not known. */
  readonly contextTokens: number | null;
  /** The opening message of a conversation: instructions and tools. */
  introduce(): ActionDraft;
  /** Asks the model. Rejects with a `model_*` error or `cancelled`. */
  step(view: View, context: StepContext): Promise<StepResult>;
  /** A shorter view, as an action. Throws `model_context_overflow` when nothing can be left out. */
  condense(view: View): ActionDraft;
  /** The action that a call stands for. Throws `tool_unknown` or `tool_arguments_invalid`. */
  toAction(call: ToolCallPart): ActionDraft;
}
