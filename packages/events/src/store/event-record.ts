/**
 * One event as a store keeps it. `body` is the event's JSON text; the other fields repeat what a store
 * needs for its index.
 */
export interface EventRecord {
  id: number;
  /** UTC, ISO 8601 with `Z`; never earlier than the record before it. */
  timestamp: string;
  /** `action:<kind>`, `observation:<kind>`, or `opaque` for what this version does not know. */
  kind: string;
  source: string | null;
  cause: number | null;
  body: string;
}
