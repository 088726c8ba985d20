import { ERROR_IDS, type JsonObject, type JsonValue, type ObservationOfName } from '@capstan/protocol';
import type { ToolEntry } from '../entry.ts';
import { stampOf } from './plain-entry.ts';

export interface FailedCall {
  toolName: string;
  /** As the model wrote them: JSON, or what should have been. */
  arguments: string;
  /** What the agent said with the call. */
  thought: string;
}

/** A call that came to no action: not understood, or not to run any more. */
export function failedCallEntry(event: ObservationOfName<'error'>, call: FailedCall): ToolEntry {
  const stopped = event.extras.error_id === ERROR_IDS.notExecutedStopped;
  return {
    ...stampOf(event),
    kind: 'tool',
    actionId: event.id,
    observationId: event.id,
    progress: stopped ? 'interrupted' : 'failed',
    thought: call.thought,
    risk: -1,
    startedAt: null,
    endedAt: event.timestamp,
    error: event.content,
    name: call.toolName,
    arguments: argumentsOf(call.arguments),
    result: '',
    imageUrls: [],
  };
}

function argumentsOf(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { value };
  } catch {
    return { text };
  }
}
