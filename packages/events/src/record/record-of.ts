import { serializeEvent, type Event } from '@capstan/protocol';
import type { EventRecord } from '../store/event-record.ts';

/** The event as a store keeps it. Throws a `TypeError` if the event holds what JSON cannot carry. */
export function recordOf(event: Event): EventRecord {
  return {
    id: event.id,
    timestamp: event.timestamp,
    kind: kindOf(event),
    source: event.source ?? null,
    cause: event.cause ?? null,
    body: JSON.stringify(serializeEvent(event)),
  };
}

/** `action:<kind>`, `observation:<kind>` or `opaque`. */
export function kindOf(event: Event): string {
  if (event.action !== undefined) return `action:${event.action}`;
  return event.observation === undefined ? 'opaque' : `observation:${event.observation}`;
}
