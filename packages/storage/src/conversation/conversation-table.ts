import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { Refusal } from '../sqlite/fault.ts';

/** One row as SQLite gives it, unchecked: the columns of table `conversation`. */
export type ConversationRow = Record<string, SQLOutputValue>;

/** The values of one conversation in the order of the table's columns. */
export type ConversationValues = (string | null)[];

/** The place in a list after which it goes on: of the last conversation seen. */
export interface ListPosition {
  updatedAt: string;
  conversationId: string;
}

/** Stores what is known of conversations beside their logs. The rows are made and checked by `ConversationStore`. */
export class ConversationTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #get: StatementSync;
  readonly #list: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#update = database.prepare('REPLACE INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#get = database.prepare('SELECT * FROM conversation WHERE conversation_id = ?');
    this.#list = database.prepare(
      `SELECT * FROM conversation WHERE (updated_at, conversation_id) < (?, ?)
       ORDER BY updated_at DESC, conversation_id DESC LIMIT ?`,
    );
    this.#remove = database.prepare('DELETE FROM conversation WHERE conversation_id = ?');
  }

  insert(values: ConversationValues): void {
    if (this.#insert.run(...values).changes === 0) {
      throw new Refusal(
        'conversation_busy',
        `Conversation ${values[0]} exists already`,
        'Choose another id.',
      );
    }
  }

  /** Sets the given columns; false if there is no such conversation. */
  update(conversationId: string, changes: Record<string, string | null>): boolean {
    const row = this.get(conversationId);
    if (row !== undefined) this.#update.run(...Object.values({ ...row, ...changes }));
    return row !== undefined;
  }

  get(conversationId: string): ConversationRow | undefined {
    const row = this.#get.get(conversationId);
    return row && { ...row };
  }

  /** Newest first. */
  list(limit: number, after: ListPosition | undefined): ConversationRow[] {
    // Text sorts by its bytes in UTF-8, so nothing comes after this one.
    const start = after ?? { updatedAt: '\u{10FFFF}', conversationId: '' };
    return this.#list.all(start.updatedAt, start.conversationId, limit).map((row) => ({ ...row }));
  }

  remove(conversationId: string): boolean {
    return this.#remove.run(conversationId).changes > 0;
  }
}
