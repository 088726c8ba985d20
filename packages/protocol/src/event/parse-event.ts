import type { JsonObject } from '../json.ts';
import { ACTION_KINDS, isActionName, isObservationName, OBSERVATION_KINDS } from './event-kind.ts';
import type { ActionEvent, Event, ObservationEvent } from './event.ts';
import { modernAction, modernObservation } from './legacy-keys.ts';
import { messageOf } from './message-text.ts';
import { opaqueEvent } from './opaque-event.ts';

/**
 * Reads an event of this or an older version. Never throws: what it cannot read becomes an opaque event.
 * Nested values are shared with `raw` where they need no change, so `raw` belongs to the event from then on.
 */
export function parseEvent(raw: unknown): Event {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return opaqueEvent(raw, 'not an object');
  // Events are read from JSON; what is not JSON inside is refused by the schema of its kind.
  const object = raw as JsonObject;
  try {
    return parseObject(object);
  } catch (error) {
    return opaqueEvent(object, error instanceof Error ? error.message : String(error));
  }
}

/** Reads an event from its JSON text; text that is not JSON becomes an opaque event that holds it. */
export function parseEventText(text: string): Event {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return opaqueEvent(text, error instanceof Error ? error.message : String(error));
  }
  return parseEvent(raw);
}

function parseObject(raw: JsonObject): Event {
  if (raw.opaque !== undefined) return opaqueEvent(raw, 'holds the reserved key "opaque"');
  const { action, observation } = raw;
  if (action !== undefined && action !== null) {
    if (!isActionName(action)) return opaqueEvent(raw, `unknown action ${JSON.stringify(action)}`);
    const result = ACTION_KINDS[action].event().safeParse(modernAction(raw));
    // The schema of the kind has checked it; the table pairs names with schemas, which the checker cannot see.
    return result.success ? withMessage(result.data as ActionEvent) : opaqueEvent(raw, describe(result.error));
  }
  if (!isObservationName(observation)) {
    return opaqueEvent(raw, observation ? `unknown observation ${JSON.stringify(observation)}` : 'no kind');
  }
  const result = OBSERVATION_KINDS[observation].event().safeParse(modernObservation(raw));
  return result.success ? withMessage(result.data as ObservationEvent) : opaqueEvent(raw, describe(result.error));
}

function withMessage<E extends ActionEvent | ObservationEvent>(event: E): E {
  if (event.message === '') event.message = messageOf(event);
  return event;
}

function describe(error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  return error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ');
}
