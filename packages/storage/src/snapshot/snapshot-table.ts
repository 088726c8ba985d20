import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A fold of a log up to and including one event. Only a cache: it may be missing at any time. */
export interface Snapshot {
  /** The last event that is folded in. */
  eventId: number;
  /** Of the code that made the fold; another version cannot use it. */
  version: string;
  body: string;
}

/** The latest snapshot of each conversation. */
export class SnapshotTable {
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare('REPLACE INTO snapshot VALUES (?, ?, ?, ?)');
    this.#get = database.prepare(
      'SELECT event_id, version, body FROM snapshot WHERE conversation_id = ? AND version = ?',
    );
    this.#remove = database.prepare('DELETE FROM snapshot WHERE conversation_id = ?');
  }

  put(conversationId: string, snapshot: Snapshot): void {
    this.#put.run(conversationId, snapshot.eventId, snapshot.version, snapshot.body);
  }

  get(conversationId: string, version: string): Snapshot | undefined {
    const row = this.#get.get(conversationId, version);
    return row && { eventId: Number(row.event_id), version: String(row.version), body: String(row.body) };
  }

  remove(conversationId: string): void {
    this.#remove.run(conversationId);
  }
}
