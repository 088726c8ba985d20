import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LeaseOwner } from './lease-owner.ts';

/** What the table holds for a conversation that was ever owned. */
export interface LeaseRow {
  token: number;
  /** Null once it was released. */
  owner: LeaseOwner | null;
}

/** Compare-and-set over the owner of each conversation; whether an owner still lives is for the caller to find out. */
export class LeaseTable {
  readonly #find: StatementSync;
  readonly #take: StatementSync;
  readonly #release: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT token, pid, host, start_time FROM lease WHERE conversation_id = ?');
    this.#take = database.prepare(
      `INSERT INTO lease (conversation_id, token, pid, host, start_time) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET token = excluded.token, pid = excluded.pid, host = excluded.host,
         start_time = excluded.start_time`,
    );
    this.#release = database.prepare(
      'UPDATE lease SET pid = NULL, host = NULL, start_time = NULL WHERE conversation_id = ? AND token = ?',
    );
    this.#remove = database.prepare('DELETE FROM lease WHERE conversation_id = ?');
  }

  find(conversationId: string): LeaseRow | undefined {
    const row = this.#find.get(conversationId);
    if (row === undefined) return undefined;
    const { token, pid, host, start_time: startTime } = row;
    const owner =
      pid === null ? null : { pid: Number(pid), host: String(host), startTime: String(startTime) };
    return { token: Number(token), owner };
  }

  /**
   * Makes `owner` the owner if the token still is the one `seen` (undefined: nobody ever owned it), and returns the
   * new token; undefined if somebody was faster. Tokens of a conversation only grow.
   */
  take(conversationId: string, owner: LeaseOwner, seen: number | undefined): number | undefined {
    if (this.find(conversationId)?.token !== seen) return undefined;
    const token = (seen ?? 0) + 1;
    this.#take.run(conversationId, token, owner.pid, owner.host, owner.startTime);
    return token;
  }

  release(conversationId: string, token: number): void {
    this.#release.run(conversationId, token);
  }

  remove(conversationId: string): void {
    this.#remove.run(conversationId);
  }
}
