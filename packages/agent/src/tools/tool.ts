import type { ActionDraft, JsonObject, ToolDefinition } from '@capstan/protocol';

/** A tool of an agent: what the model is told of it, and the action that a call of it stands for. */
export interface Tool {
  readonly definition: ToolDefinition;
  /** Throws `tool_arguments_invalid` with a text that tells the model what to mend. */
  toAction(args: JsonObject): ActionDraft;
}
