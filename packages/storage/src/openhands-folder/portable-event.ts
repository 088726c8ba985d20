import type { JsonObject, JsonValue } from '@capstan/protocol';
import { ACTION_ARGUMENTS, OBSERVATION_EXTRAS } from './event-fields.ts';

/** Whole responses that are kept at hand for the events that only name them. */
const RESPONSES_IN_MEMORY = 64;

/** Turns events into what the loader of OpenHands accepts. Takes the events of a log in their order. */
export class PortableEvents {
  readonly #responses = new Map<string, JsonValue>();

  /** The event with only the fields that are known there; undefined if its kind is not. */
  convert(event: JsonObject): JsonObject | undefined {
    const { action, observation } = event;
    if (typeof action === 'string') {
      const known = own(ACTION_ARGUMENTS, action);
      return known && this.#withResponse({ ...event, args: pick(event.args, known) });
    }
    if (typeof observation !== 'string') return undefined;
    const known = own(OBSERVATION_EXTRAS, observation);
    return known && this.#withResponse({ ...event, extras: pick(event.extras, known) });
  }

  /** There every event of a response carries the whole response, here only the first one does. */
  #withResponse(event: JsonObject): JsonObject {
    const metadata = event.tool_call_metadata;
    if (!isObject(metadata) || !isObject(metadata.model_response)) return event;
    const response = metadata.model_response;
    const id = JSON.stringify(response.id ?? null);
    if (response.choices !== undefined) {
      this.#responses.set(id, response);
      const [oldest] = this.#responses.keys();
      if (this.#responses.size > RESPONSES_IN_MEMORY && oldest !== undefined) this.#responses.delete(oldest);
      return event;
    }
    const whole = this.#responses.get(id) ?? response;
    return { ...event, tool_call_metadata: { ...metadata, model_response: whole } };
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(
  table: Readonly<Record<string, readonly string[]>>,
  name: string,
): readonly string[] | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function pick(fields: JsonValue | undefined, known: readonly string[]): JsonObject {
  if (!isObject(fields)) return {};
  return Object.fromEntries(Object.entries(fields).filter(([name]) => known.includes(name)));
}
