import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type FlatRecords, ROW_WIDTH } from './event-row.ts';
import { Refusal } from './fault.ts';

/** Where a log stands: its key in the database, and the id that its next event gets. */
export interface LogHead {
  log: number;
  nextId: number;
}

/** Writes events. Every call runs inside a transaction that its caller owns. */
export class EventTable {
  readonly #findLog: StatementSync;
  readonly #addLog: StatementSync;
  readonly #highest: StatementSync;
  readonly #insert: StatementSync;
  readonly #token: StatementSync;
  readonly #remove: StatementSync;
  readonly #removeLog: StatementSync;
  readonly #nextIds = new Map<number, number>();

  constructor(database: DatabaseSync) {
    this.#findLog = database.prepare('SELECT key FROM log WHERE conversation_id = ?');
    this.#addLog = database.prepare('INSERT INTO log (conversation_id) VALUES (?)');
    this.#highest = database.prepare('SELECT max(id) AS id FROM event WHERE log = ?');
    this.#insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#token = database.prepare(
      'SELECT lease.token FROM lease JOIN log USING (conversation_id) WHERE log.key = ?',
    );
    this.#remove = database.prepare('DELETE FROM event WHERE log = ?');
    this.#removeLog = database.prepare('DELETE FROM log WHERE key = ?');
  }

  open(conversationId: string, create: boolean): LogHead {
    const found = this.#findLog.get(conversationId)?.key;
    if (found === undefined && !create) {
      throw new Refusal('conversation_not_found', `There is no conversation ${conversationId}`);
    }
    const log = Number(found ?? this.#addLog.run(conversationId).lastInsertRowid);
    return { log, nextId: this.#refresh(log) };
  }

  /**
   * `fence`, where given, must be the token of the conversation's lease: whoever lost the lease meanwhile cannot
   * write any more. Fails with a constraint violation when another process wrote the same ids a moment ago; the
   * transaction must be rolled back then.
   */
  append(log: number, fence: number | null, rows: FlatRecords): void {
    if (fence !== null && this.#token.get(log)?.token !== fence) {
      throw new Refusal('conversation_busy', 'Another process has taken this conversation over');
    }
    const first = rows[0];
    // The remembered id may be stale when another process wrote, so a mismatch is looked up before it is refused.
    if (first !== (this.#nextIds.get(log) ?? this.#refresh(log)) && first !== this.#refresh(log)) {
      throw new Refusal(
        'conversation_busy',
        `The log goes on with event ${this.#nextIds.get(log)}, not ${first}: somebody else writes to it`,
      );
    }
    for (let at = 0; at < rows.length; at += ROW_WIDTH) {
      this.#insert.run(log, ...rows.slice(at, at + ROW_WIDTH));
    }
    this.#nextIds.set(log, first + rows.length / ROW_WIDTH);
  }

  remove(conversationId: string): boolean {
    const log = this.#findLog.get(conversationId)?.key;
    if (log === undefined) return false;
    this.#remove.run(log);
    this.#removeLog.run(log);
    this.#nextIds.delete(Number(log));
    return true;
  }

  /** Forgets what it knows of the logs, after a rollback. */
  reset(): void {
    this.#nextIds.clear();
  }

  #refresh(log: number): number {
    const highest = this.#highest.get(log)?.id ?? null;
    const next = highest === null ? 0 : Number(highest) + 1;
    this.#nextIds.set(log, next);
    return next;
  }
}
