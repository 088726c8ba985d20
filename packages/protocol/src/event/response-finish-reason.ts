import type { JsonValue } from '../json.ts';
import type { FinishReason } from '../model/model-response.ts';

const WIRE: Record<FinishReason, string> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  error: 'error',
  other: 'other',
};

const BY_NAME = new Map<unknown, FinishReason>([
  ['stop', 'stop'],
  ['end_turn', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['tool-calls', 'tool-calls'],
  ['tool_calls', 'tool-calls'],
  ['tool_use', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['content-filter', 'content-filter'],
  ['content_filter', 'content-filter'],
  ['error', 'error'],
]);

export const wireFinishReason = (reason: FinishReason): string => WIRE[reason];

/** Takes the names of several providers; what it does not know is `other`. */
export const finishReasonOf = (name: JsonValue | undefined): FinishReason => BY_NAME.get(name) ?? 'other';
