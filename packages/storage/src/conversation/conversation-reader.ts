import type { DatabaseSync } from 'node:sqlite';
import { Statements } from '../sqlite/statements.ts';
import type { ConversationRow } from './conversation-columns.ts';
import type { ConversationFilter, ListPosition } from './conversation-filter.ts';
import { countQuery, listQuery } from './conversation-query.ts';

/** Reads what is known of conversations over one connection. Synchronous; whoever calls it checks the rows. */
export class ConversationReader {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  get(conversationId: string): ConversationRow | undefined {
    return this.#statements.of('SELECT * FROM conversation WHERE conversation_id = ?').get(conversationId);
  }

  search(filter: ConversationFilter, limit: number, after: ListPosition | undefined): ConversationRow[] {
    const { sql, values } = listQuery(filter, limit, after);
    return this.#statements.of(sql).all(...values);
  }

  count(filter: ConversationFilter): number {
    const { sql, values } = countQuery(filter);
    return Number(this.#statements.of(sql).get(...values)?.count);
  }
}
