import type { JsonObject, JsonValue } from '../json.ts';
import { integerOf } from './opaque-event.ts';
import { parsePythonDict } from './python-literal.ts';

/**
 * Events of older versions, brought to today's keys before the schema sees them. Nothing is changed in
 * place, and an event that needs no change is returned as it is.
 */
export function modernAction(raw: JsonObject): JsonObject {
  const event = modernEnvelope(raw, 'observation');
  const old = raw.args;
  if (old === undefined || old === null) return { ...event, args: {} };
  if (!isObject(old)) return event;
  const args = modernArgs(old, raw.action);
  if (args === old) return event;
  const timestamp = event.timestamp ?? old.timestamp;
  return timestamp === undefined ? { ...event, args } : { ...event, args, timestamp };
}

export function modernObservation(raw: JsonObject): JsonObject {
  const event = modernEnvelope(raw, 'action');
  const old = raw.extras;
  const content = raw.content ?? '';
  if (old === undefined || old === null) return { ...event, content, extras: {} };
  if (raw.observation === 'run' && isObject(old) && hasAny(old, LEGACY_EXTRAS)) {
    return { ...event, content, extras: modernExtras(old) };
  }
  return content === raw.content ? event : { ...event, content };
}

const OPTIONAL_KEYS = [
  'id',
  'timestamp',
  'source',
  'message',
  'cause',
  'tool_call_metadata',
  'llm_metrics',
  'timeout',
  'success',
  'model_response',
  'side_response',
] as const;

const LEGACY_ARGS = [
  'timestamp',
  'is_confirmed',
  'images_urls',
  'keep_prompt',
  'task_completed',
  'translated_ipython_code',
] as const;

const LEGACY_EXTRAS = ['exit_code', 'command_id', 'formatted_output_and_error'] as const;

/** Without nulls, with numbers for numeric texts, and with one kind only: an event that has both is an action. */
function modernEnvelope(raw: JsonObject, otherKind: 'action' | 'observation'): JsonObject {
  const old =
    otherKind in raw ||
    typeof raw.id === 'string' ||
    typeof raw.cause === 'string' ||
    OPTIONAL_KEYS.some((key) => raw[key] === null);
  if (!old) return raw;
  const event = { ...raw };
  delete event[otherKind];
  for (const key of OPTIONAL_KEYS) if (event[key] === null) delete event[key];
  for (const key of ['id', 'cause'] as const) {
    const number = integerOf(event[key]);
    if (number !== undefined) event[key] = number;
  }
  return event;
}

function modernArgs(old: JsonObject, action: JsonValue | undefined): JsonObject {
  const nullMessage = action === 'message' && old.content === null;
  if (!nullMessage && !hasAny(old, LEGACY_ARGS)) return old;
  const { is_confirmed, images_urls, translated_ipython_code, ...args } = old;
  for (const key of ['timestamp', 'keep_prompt', 'task_completed']) delete args[key];
  if (nullMessage) args.content = '';
  if (is_confirmed !== undefined) args.confirmation_state = is_confirmed;
  if (images_urls !== undefined) args.image_urls = images_urls;
  if (translated_ipython_code === undefined) return args;
  const merged = { ...args, ...editorArguments(translated_ipython_code) };
  if (merged.command === 'view') delete merged.command;
  return merged;
}

const EDITOR_CALL = /^print\(file_editor\(\*\*(\{.*\})\)\)$/s;

/** The arguments in `print(file_editor(**{…}))`; none if it is not of that form. */
function editorArguments(code: JsonValue): JsonObject {
  const match = typeof code === 'string' ? EDITOR_CALL.exec(code.trim()) : null;
  return (match?.[1] === undefined ? undefined : parsePythonDict(match[1])) ?? {};
}

function modernExtras(old: JsonObject): JsonObject {
  const { exit_code, command_id, formatted_output_and_error: _, metadata, ...extras } = old;
  const kept = isObject(metadata) ? metadata : {};
  const numbers = {
    ...(exit_code === undefined ? {} : { exit_code }),
    ...(command_id === undefined ? {} : { pid: command_id }),
  };
  return { ...extras, metadata: { ...kept, ...numbers } };
}

const hasAny = (object: JsonObject, keys: readonly string[]): boolean => keys.some((key) => key in object);

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
