import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { Statements } from '../sqlite/statements.ts';
import { eventText } from './event-text.ts';
import { textOfWords } from './word.ts';

/** What one command takes on: some milliseconds, so that no commit waits for long. */
const BATCH_EVENTS = 100;
const BATCH_CHARACTERS = 256 * 1024;
const BATCH_LOGS = 50;
const SURVEY_EVENTS = 10_000;

/** How far a command came with the logs that are behind. */
export interface BacklogProgress {
  events: number;
  /** Logs that are complete now. */
  finished: number;
  /** The log to go on with; undefined if none is behind. */
  next: number | undefined;
}

interface Entry {
  rowid: number;
  log: number;
  words: string;
}

/**
 * Keeps the words of events. Appending knows nothing of it: a survey of the events that came since the last one finds
 * the logs that are behind, and they are caught up with before a search, log by log from its first event on. Every
 * call runs inside a transaction that its caller owns.
 */
export class EventIndex {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  /** Notes which logs have got events; false if there are more to look at. */
  survey(): boolean {
    const from = Number(this.#get('SELECT surveyed FROM search_survey')?.surveyed ?? 0);
    const last = Number(this.#get('SELECT max(rowid) AS last FROM event')?.last ?? 0);
    if (last <= from) return true;
    const to = Math.min(last, from + SURVEY_EVENTS);
    this.#run(
      `INSERT INTO search_log SELECT DISTINCT log, 0, TRUE FROM event WHERE rowid > ? AND rowid <= ?
       ON CONFLICT DO UPDATE SET behind = TRUE`,
      from,
      to,
    );
    this.#run('REPLACE INTO search_survey VALUES (1, ?)', to);
    return to === last;
  }

  /** Catches up with some events of the logs that are behind, the newest first: of one user, or of all. */
  catchUp(userId: string | null | undefined, from: number): BacklogProgress {
    const batch = new Batch();
    let finished = 0;
    let log = this.#nextBehind(userId, from);
    while (log !== undefined && finished < BATCH_LOGS && this.#read(log, batch)) {
      finished += 1;
      log = this.#nextBehind(userId, log);
    }
    this.#write(batch);
    return { events: batch.events, finished, next: log };
  }

  /** Catches up with some events of these conversations; gives back those that are still behind. */
  catchUpWith(conversationIds: readonly string[]): { events: number; left: string[] } {
    const batch = new Batch();
    let finished = 0;
    for (const conversationId of conversationIds) {
      const log = this.#get('SELECT key FROM log WHERE conversation_id = ?', conversationId)?.key;
      if (log !== undefined && !this.#read(Number(log), batch)) break;
      finished += 1;
    }
    this.#write(batch);
    return { events: batch.events, left: conversationIds.slice(finished) };
  }

  /** To be called before the events are removed. */
  remove(conversationId: string): void {
    const log = this.#get('SELECT key FROM log WHERE conversation_id = ?', conversationId)?.key;
    const indexed = log === undefined ? undefined : this.#standing(Number(log));
    if (log === undefined || indexed === undefined) return;
    if (indexed.nextId > 0) {
      // Not run(): removing from this table leaves a last insert id that is too large for the number it returns.
      this.#statements
        .of('DELETE FROM event_words WHERE rowid IN (SELECT rowid FROM event WHERE log = ? AND id < ?)')
        .all(log, indexed.nextId);
      // An insert puts the last insert id right again, for whatever is run next.
      this.#run('REPLACE INTO search_log VALUES (?, 0, FALSE)', log);
    }
    this.#run('DELETE FROM search_log WHERE log = ?', log);
  }

  /** To be called after events were removed: the next ones may get their row ids. */
  forgetRemoved(): void {
    this.#run(
      'UPDATE search_survey SET surveyed = min(surveyed, (SELECT coalesce(max(rowid), 0) FROM event))',
    );
  }

  #nextBehind(userId: string | null | undefined, from: number): number | undefined {
    const row =
      userId === undefined
        ? this.#get('SELECT log FROM search_log WHERE behind AND log <= ? ORDER BY log DESC LIMIT 1', from)
        : this.#get(
            `SELECT log FROM search_log
             CROSS JOIN log ON log.key = search_log.log
             CROSS JOIN conversation USING (conversation_id)
             WHERE behind AND log <= ? AND user_id IS ? ORDER BY log DESC LIMIT 1`,
            from,
            userId,
          );
    return row && Number(row.log);
  }

  #standing(log: number): { nextId: number; behind: boolean } | undefined {
    const row = this.#get('SELECT next_id, behind FROM search_log WHERE log = ?', log);
    return row && { nextId: Number(row.next_id), behind: row.behind !== 0 };
  }

  /** Adds what is behind of a log to the batch; false if the batch was full before the end of the log. */
  #read(log: number, batch: Batch): boolean {
    const before = this.#standing(log) ?? { nextId: 0, behind: false };
    let nextId = before.nextId;
    const rows = this.#statements
      .of('SELECT rowid, id, kind, body FROM event WHERE log = ? AND id >= ? ORDER BY id')
      .iterate(log, nextId);
    let behind = false;
    for (const { rowid, id, kind, body } of rows) {
      if (batch.isFull) {
        behind = true;
        break;
      }
      batch.add(Number(rowid), log, String(kind), String(body));
      nextId = Number(id) + 1;
    }
    if (nextId !== before.nextId || behind !== before.behind) {
      this.#run('REPLACE INTO search_log VALUES (?, ?, ?)', log, nextId, behind ? 1 : 0);
    }
    return !behind;
  }

  #write(batch: Batch): void {
    // In this order the index makes one segment of it instead of one for each log.
    const insert = this.#statements.of('INSERT INTO event_words (rowid, log, words) VALUES (?, ?, ?)');
    for (const { rowid, log, words } of batch.entries.toSorted((left, right) => left.rowid - right.rowid)) {
      insert.run(rowid, String(log), words);
    }
  }

  #get(sql: string, ...values: SQLInputValue[]): Record<string, SQLOutputValue> | undefined {
    return this.#statements.of(sql).get(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#statements.of(sql).run(...values);
  }
}

/** What one command writes. */
class Batch {
  readonly entries: Entry[] = [];
  events = 0;
  #characters = 0;

  get isFull(): boolean {
    return this.events >= BATCH_EVENTS || this.#characters >= BATCH_CHARACTERS;
  }

  add(rowid: number, log: number, kind: string, body: string): void {
    this.events += 1;
    this.#characters += body.length;
    const words = textOfWords(eventText(kind, body));
    if (words !== '') this.entries.push({ rowid, log, words });
  }
}
