import type { ModelMessage } from './message.ts';
import type { ToolDefinition } from './tool-definition.ts';

export type ReasoningEffort = 'none' | 'low' | 'medium' | 'high';

/** One question to a model. Sampling settings left out are the provider's own. */
export interface ModelRequest {
  messages: readonly ModelMessage[];
  tools: readonly ToolDefinition[];
  toolChoice?: 'auto' | 'required' | 'none';
  temperature?: number;
  topP?: number;
  maxOutputTokens?: number;
  stop?: readonly string[];
  seed?: number;
  reasoningEffort?: ReasoningEffort;
}
