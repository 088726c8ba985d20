import type { JsonObject } from '../json.ts';
import { ENVELOPE_KEYS, NO_ID } from './envelope.ts';
import type { Event } from './event.ts';

/** Placed by hand, or (`__proto__`) not safe to assign. */
const PLACED: ReadonlySet<string> = new Set([...ENVELOPE_KEYS, '__proto__']);

/**
 * The event as it is written: keys in their fixed order, unknown keys after them, envelope keys without a
 * value left out. An opaque event gives back what was read, with its id. Shares nested values with the event.
 */
export function serializeEvent(event: Event): JsonObject {
  // An event is JSON throughout; its type only does not say so.
  const fields = (event.opaque ?? event) as JsonObject;
  if (event.opaque !== undefined) return event.id === NO_ID ? { ...fields } : { ...fields, id: event.id };
  const wire: JsonObject = {};
  for (const key of ENVELOPE_KEYS) {
    const value = fields[key];
    if (value !== undefined && value !== null) wire[key] = value;
  }
  if (event.id === NO_ID) delete wire.id;
  if (event.timestamp === '') delete wire.timestamp;
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined && !PLACED.has(key)) wire[key] = value;
  }
  return wire;
}
