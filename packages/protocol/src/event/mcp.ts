import { defineAction, type ActionOfKind } from './action-kind.ts';
import { confirmationState, jsonObjectOrEmpty, securityRisk, text, textOrEmpty } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Calls a tool of an MCP server. */
export const mcpKind = defineAction('call_tool_mcp', () => ({
  name: text(),
  arguments: jsonObjectOrEmpty(),
  thought: textOrEmpty(),
  security_risk: securityRisk(),
  confirmation_state: confirmationState(),
}));

/** The content is the JSON text of the result: `{content, isError, …}`. */
export const mcpResultKind = defineObservation('mcp', () => ({
  name: textOrEmpty(),
  arguments: jsonObjectOrEmpty(),
}));

export type McpAction = ActionOfKind<typeof mcpKind>;
export type McpObservation = ObservationOfKind<typeof mcpResultKind>;

export const mcpAction = mcpKind.draft;
export const mcpObservation = mcpResultKind.draft;
