import type { JsonObject, JsonValue } from '../json.ts';
import { NO_ID } from './envelope.ts';
import { EVENT_SOURCES } from './event-source.ts';
import type { OpaqueEvent } from './event.ts';

/** Wraps what cannot be read, with as much of the envelope as can. */
export function opaqueEvent(raw: unknown, reason: string): OpaqueEvent {
  const opaque: JsonObject = isObject(raw) ? raw : { value: isScalarOrList(raw) ? raw : typeof raw };
  const source = EVENT_SOURCES.find((known) => known === opaque.source);
  const cause = integerOf(opaque.cause);
  return {
    id: integerOf(opaque.id) ?? NO_ID,
    timestamp: typeof opaque.timestamp === 'string' ? opaque.timestamp : '',
    ...(source === undefined ? {} : { source }),
    message: typeof opaque.message === 'string' ? opaque.message : '',
    ...(cause === undefined ? {} : { cause }),
    opaque,
    reason,
  };
}

/** An integer, also one written as text, as older logs have it. */
export function integerOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalarOrList = (value: unknown): value is JsonValue =>
  value === null || Array.isArray(value) || ['string', 'number', 'boolean'].includes(typeof value);
