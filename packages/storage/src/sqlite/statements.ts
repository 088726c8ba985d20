import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Of texts that are put together by what is asked for there may be very many. */
const MOST_PREPARED = 200;

/** Prepares a text of SQL when it is first needed, and keeps those that were needed last. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  of(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    // Those needed last stand at the end.
    this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    for (const oldest of this.#prepared.keys()) {
      if (this.#prepared.size <= MOST_PREPARED) break;
      this.#prepared.delete(oldest);
    }
    return statement;
  }
}
