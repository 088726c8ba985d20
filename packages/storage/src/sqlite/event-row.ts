import type { EventRecord } from '@capstan/events';

/** The columns of one event as they cross the thread boundary: flat, which clones much faster than objects. */
export type FlatRecords = (string | number | null)[];

/** Values per record in `FlatRecords`. */
export const ROW_WIDTH = 6;

export type EventRow = [
  id: number,
  timestamp: string,
  kind: string,
  source: string | null,
  cause: number | null,
  body: string,
];

export function flatten(records: readonly EventRecord[]): FlatRecords {
  const flat: FlatRecords = [];
  for (const { id, timestamp, kind, source, cause, body } of records) {
    flat.push(id, timestamp, kind, source, cause, body);
  }
  return flat;
}

export function recordOf(row: EventRow): EventRecord {
  return { id: row[0], timestamp: row[1], kind: row[2], source: row[3], cause: row[4], body: row[5] };
}
