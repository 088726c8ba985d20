import type { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../sqlite/fault.ts';
import { Statements } from '../sqlite/statements.ts';
import type { ConversationValues } from './conversation-columns.ts';

/** Writes what is known of conversations beside their logs. The values are made by `ConversationStore`. */
export class ConversationTable {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  insert(conversationId: string, values: ConversationValues): void {
    const names = Object.keys(values);
    const places = names.map(() => '?').join(', ');
    const insert = this.#statements.of(
      `INSERT INTO conversation (${names.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`,
    );
    if (insert.run(...Object.values(values)).changes === 0) {
      throw new Refusal(
        'conversation_busy',
        `Conversation ${conversationId} exists already`,
        'Choose another id.',
      );
    }
  }

  /** Sets the given columns, at least one; false if there is no such conversation. */
  update(conversationId: string, changes: ConversationValues): boolean {
    const settings = Object.keys(changes).map((name) => `${name} = ?`);
    const update = this.#statements.of(
      `UPDATE conversation SET ${settings.join(', ')} WHERE conversation_id = ?`,
    );
    return update.run(...Object.values(changes), conversationId).changes > 0;
  }

  remove(conversationId: string): boolean {
    const remove = this.#statements.of('DELETE FROM conversation WHERE conversation_id = ?');
    return remove.run(conversationId).changes > 0;
  }
}
