import type { JsonObject } from '@capstan/protocol';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The arguments of an earlier call as an object. What was no JSON object is sent back inside one: every
 * provider insists on an object here, and the model should still see what it wrote.
 */
export function replayedArguments(raw: string): JsonObject {
  if (raw.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(raw);
    if (isObject(parsed)) return parsed;
  } catch {
    return { malformed_arguments: raw };
  }
  return { malformed_arguments: raw };
}

/** The same as JSON text; well-formed text is passed on untouched, which keeps prompt caches warm. */
export function replayedArgumentsText(raw: string): string {
  const value = replayedArguments(raw);
  return 'malformed_arguments' in value || raw.trim() === '' ? JSON.stringify(value) : raw;
}
