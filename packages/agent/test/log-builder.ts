import {
  messageOf,
  toResponseRecord,
  type ActionDraft,
  type AssistantPart,
  type Event,
  type EventDraft,
  type EventSource,
  type JsonObject,
  type ModelResponse,
  type ToolCallMetadata,
} from '@capstan/protocol';

/** Writes a log by hand, as a stream would: ids, timestamps, messages. */
export class LogBuilder {
  readonly events: Event[] = [];

  add(draft: EventDraft, source: EventSource): Event {
    const id = this.events.length;
    const timestamp = new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString();
    const event: Event = { ...draft, id, timestamp, source, message: messageOf(draft) };
    this.events.push(event);
    return event;
  }
}

/** An answer of a model with the given parts. */
export function answer(
  id: string,
  content: AssistantPart[],
  usage: Partial<ModelResponse['usage']> = {},
): ModelResponse {
  return {
    id,
    model: 'test/model',
    createdAt: '2026-01-01T00:00:00.000Z',
    content,
    finishReason: content.some((part) => part.type === 'tool-call') ? 'tool-calls' : 'stop',
    usage: { input: 100, output: 10, cacheRead: 0, cacheWrite: 0, reasoning: 0, ...usage },
    cost: { usd: 0.01, priceTable: 'test 1' },
    latencySeconds: 0.5,
    firstTokenSeconds: 0.1,
  };
}

export function call(toolCallId: string, toolName: string, args: JsonObject): AssistantPart {
  return { type: 'tool-call', toolCallId, toolName, arguments: JSON.stringify(args) };
}

/** The metadata of the call at `index`: the whole response with the first, its id with the others. */
export function metadataOf(response: ModelResponse, index: number): { tool_call_metadata: ToolCallMetadata } {
  const calls = response.content.filter((part) => part.type === 'tool-call');
  const made = calls[index];
  if (made === undefined) throw new Error(`the response has no call ${index}`);
  return {
    tool_call_metadata: {
      function_name: made.toolName,
      tool_call_id: made.toolCallId,
      model_response: index === 0 ? toResponseRecord(response) : { id: response.id },
      total_calls_in_response: calls.length,
    },
  };
}

export function issued(action: ActionDraft, response: ModelResponse, index: number): ActionDraft {
  return { ...action, ...metadataOf(response, index) };
}

export function resultOf(
  response: ModelResponse,
  index: number,
  cause: number,
): { cause: number; tool_call_metadata: ToolCallMetadata } {
  const { tool_call_metadata } = metadataOf(response, index);
  return { cause, tool_call_metadata: { ...tool_call_metadata, model_response: { id: response.id } } };
}
