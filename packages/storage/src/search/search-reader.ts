import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Statements } from '../sqlite/statements.ts';
import { eventText } from './event-text.ts';
import type { SearchHit, SearchPosition, SearchQuestion } from './search-question.ts';
import { matchExpression } from './search-term.ts';
import { snippetOf } from './snippet.ts';

/** Up to so many logs are part of the question to the index; among more, its answers are sifted. */
const MOST_LOGS_IN_QUESTION = 200;

export interface FoundEvents {
  hits: SearchHit[];
  next: SearchPosition | undefined;
}

/** Asks the index. Synchronous, and slow for short words in a large database: tenths of a second. */
export class SearchReader {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  find(question: SearchQuestion): FoundEvents {
    const { terms, limit, before, userId, conversationIds } = question;
    const logs = this.#logsOf(question);
    if (logs?.length === 0) return { hits: [], next: undefined };
    const conditions = ['event_words MATCH ?', 'event_words.rowid < ?'];
    const values: SQLInputValue[] = [matchExpression(terms, logs), before?.entry ?? Number.MAX_SAFE_INTEGER];
    if (userId !== undefined) {
      conditions.push(
        'EXISTS (SELECT 1 FROM conversation AS c WHERE c.conversation_id = log.conversation_id AND c.user_id IS ?)',
      );
      values.push(userId);
    }
    if (conversationIds !== undefined) {
      conditions.push('log.conversation_id IN (SELECT value FROM json_each(?))');
      values.push(JSON.stringify(conversationIds));
    }
    const rows = this.#statements
      .of(
        `SELECT event_words.rowid AS entry, log.conversation_id, id, timestamp, kind, body
         FROM event_words
         CROSS JOIN event ON event.rowid = event_words.rowid
         CROSS JOIN log ON log.key = event.log
         WHERE ${conditions.join(' AND ')} ORDER BY event_words.rowid DESC LIMIT ?`,
      )
      .all(...values, limit + 1);
    const hits = rows.slice(0, limit).map((row) => ({
      conversationId: String(row.conversation_id),
      eventId: Number(row.id),
      timestamp: String(row.timestamp),
      kind: String(row.kind),
      snippet: snippetOf(eventText(String(row.kind), String(row.body)), terms),
    }));
    const last = rows[limit - 1];
    return { hits, next: rows.length > limit ? { entry: Number(last?.entry) } : undefined };
  }

  /** The logs in question; undefined if they are too many to be part of it. */
  #logsOf({ userId, conversationIds }: SearchQuestion): number[] | undefined {
    if (conversationIds === undefined && userId === undefined) return undefined;
    const [sql, scope] =
      conversationIds === undefined
        ? ['SELECT key FROM conversation JOIN log USING (conversation_id) WHERE user_id IS ?', userId ?? null]
        : [
            'SELECT key FROM log WHERE conversation_id IN (SELECT value FROM json_each(?))',
            JSON.stringify(conversationIds),
          ];
    const rows = this.#statements.of(`${sql} LIMIT ?`).all(scope, MOST_LOGS_IN_QUESTION + 1);
    return rows.length > MOST_LOGS_IN_QUESTION ? undefined : rows.map(({ key }) => Number(key));
  }
}
