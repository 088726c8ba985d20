import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventRecord } from '@capstan/events';
import { type EventRow, recordOf } from './event-row.ts';

const COLUMNS = 'id, timestamp, kind, source, cause, body';

/** Reads events over one connection. Synchronous; logs are named by their key. */
export class EventReader {
  readonly #get: StatementSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;

  constructor(database: DatabaseSync) {
    const prepare = (sql: string): StatementSync => database.prepare(sql, { returnArrays: true });
    const range = `SELECT ${COLUMNS} FROM event WHERE log = ? AND id BETWEEN ? AND ? ORDER BY id`;
    this.#get = prepare(`SELECT ${COLUMNS} FROM event WHERE log = ? AND id = ?`);
    this.#forwards = prepare(`${range} LIMIT ?`);
    this.#backwards = prepare(`${range} DESC LIMIT ?`);
  }

  get(log: number, id: number): EventRecord | undefined {
    // The table is STRICT, so the columns have the types that the schema gives; likewise below.
    const row = this.#get.get(log, id) as EventRow | undefined;
    return row && recordOf(row);
  }

  page(log: number, from: number, to: number, limit: number, reverse: boolean): EventRecord[] {
    const statement = reverse ? this.#backwards : this.#forwards;
    const rows = statement.all(log, from, to, limit) as unknown as EventRow[];
    return rows.map(recordOf);
  }
}
