import type { ToolCallMetadata } from '@capstan/protocol';

/** Names a call of a model: ids of calls are unique within their answer only. */
export const callKey = (responseId: string, toolCallId: string): string => `${responseId}\n${toolCallId}`;

export function callKeyOf(metadata: ToolCallMetadata | undefined): string | undefined {
  if (metadata === undefined) return undefined;
  const { id } = metadata.model_response;
  return callKey(typeof id === 'string' ? id : '', metadata.tool_call_id);
}
