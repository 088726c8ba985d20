import type { DatabaseSync } from 'node:sqlite';
import { Statements } from '../sqlite/statements.ts';
import type { ConversationRow } from './conversation-columns.ts';
import type { ConversationFilter, ListPosition } from './conversation-filter.ts';
import { countQuery, defineHolds, listQuery } from './conversation-query.ts';

/** Reads what is known of conversations over one connection. Synchronous; whoever calls it checks the rows. */
export class ConversationReader {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    defineHolds(database);
    this.#statements = new Statements(database);
  }

  get(conversationId: string): ConversationRow | undefined {
    return this.#statements.of('SELECT * FROM conversation WHERE conversation_id = ?').get(conversationId);
  }

  /** Newest first. */
  places(filter: ConversationFilter, limit: number, after: ListPosition | undefined): ListPosition[] {
    const { sql, values } = listQuery(filter, limit, after);
    const rows = this.#statements.of(sql).all(...values);
    return rows.map((row) => ({
      createdAt: String(row.created_at),
      conversationId: String(row.conversation_id),
    }));
  }

  count(filter: ConversationFilter): number {
    const { sql, values } = countQuery(filter);
    return Number(this.#statements.of(sql).get(...values)?.count);
  }
}
