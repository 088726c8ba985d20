import type { JsonObject } from '../json.ts';

/** A tool as the model is told of it. `inputSchema` is a JSON Schema of type object. */
export interface ToolDefinition {
  name: string;
  description: string;
  inputSchema: JsonObject;
}
