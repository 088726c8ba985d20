import type * as z from 'zod/mini';
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
    return isActionName(action)
      ? readAs(ACTION_KINDS[action], raw, 'observation', modernAction)
      : opaqueEvent(raw, `unknown action ${JSON.stringify(action)}`);
  }
  if (observation === undefined || observation === null) return opaqueEvent(raw, 'no kind');
  return isObservationName(observation)
    ? readAs(OBSERVATION_KINDS[observation], raw, 'action', modernObservation)
    : opaqueEvent(raw, `unknown observation ${JSON.stringify(observation)}`);
}

type KnownEvent = ActionEvent | ObservationEvent;

interface ReadableKind {
  readonly event: () => z.ZodMiniType;
  readonly isCurrent: () => (value: unknown) => boolean;
}

/** The casts rest on the schema of the kind; that the tables pair names with schemas the checker cannot see. */
function readAs(
  kind: ReadableKind,
  raw: JsonObject,
  otherKind: 'action' | 'observation',
  modernize: (raw: JsonObject) => JsonObject,
): Event {
  if (!(otherKind in raw) && kind.isCurrent()(raw)) return raw as unknown as KnownEvent;
  const result = kind.event().safeParse(modernize(raw));
  if (!result.success) return opaqueEvent(raw, describe(result.error));
  const event = result.data as KnownEvent;
  if (typeof raw.message !== 'string') event.message = messageOf(event);
  return event;
}

function describe(error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  return error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ');
}
