import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ConversationValues } from '../conversation/conversation-columns.ts';
import { ConversationTable } from '../conversation/conversation-table.ts';
import { conversationScope } from '../document/document-scope.ts';
import { DocumentTable } from '../document/document-table.ts';
import type { LeaseOwner } from '../lease/lease-owner.ts';
import { LeaseTable } from '../lease/lease-table.ts';
import { EventIndex } from '../search/event-index.ts';
import type { SearchQuestion } from '../search/search-question.ts';
import { SearchReader } from '../search/search-reader.ts';
import { type Snapshot, SnapshotTable } from '../snapshot/snapshot-table.ts';
import type { Command, Reply } from './command.ts';
import { type DatabaseOptions, openDatabase, openForReading } from './database.ts';
import { EventTable } from './event-table.ts';
import type { FlatRecords } from './event-row.ts';
import { faultOf, Refusal } from './fault.ts';
import { PAGE_BYTES } from './schema.ts';

/** Checkpoint this early if nobody waits: then it writes little and is done in a millisecond. */
const IDLE_CHECKPOINT_BYTES = 4 * 1024 * 1024;
/** Checkpoint at the latest here, so that the write-ahead log stays small enough to recover fast. */
const BUSY_CHECKPOINT_BYTES = 48 * 1024 * 1024;

export type Operations = SqliteLog['operations'];

/**
 * The database behind the storage, synchronous: it runs commands, a group of them in one durable transaction.
 * Hosted by a worker thread or by the caller's.
 */
export class SqliteLog {
  readonly database: DatabaseSync;
  readonly #file: string;
  readonly #readOnly: boolean;
  readonly #events: EventTable;
  readonly #leases: LeaseTable;
  readonly #snapshots: SnapshotTable;
  readonly #conversations: ConversationTable;
  readonly #documents: DocumentTable;
  readonly #index: EventIndex;
  readonly #search: SearchReader;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  /** Estimate of what lies in the write-ahead log. */
  #walBytes = 0;

  constructor(options: DatabaseOptions) {
    this.#file = options.file;
    this.#readOnly = options.readOnly ?? false;
    this.database = this.#readOnly ? openForReading(options) : openDatabase(options);
    this.#events = new EventTable(this.database);
    this.#leases = new LeaseTable(this.database);
    this.#snapshots = new SnapshotTable(this.database);
    this.#conversations = new ConversationTable(this.database);
    this.#documents = new DocumentTable(this.database);
    this.#index = new EventIndex(this.database);
    this.#search = new SearchReader(this.database);
    this.#begin = this.database.prepare(this.#readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE');
    this.#commit = this.database.prepare('COMMIT');
  }

  /** What commands can do. Each runs inside a transaction; a `Refusal` is thrown before anything was written. */
  readonly operations = {
    openLog: (conversationId: string, create: boolean) => this.#events.open(conversationId, create),
    append: (log: number, fence: number | null, rows: FlatRecords) => this.#events.append(log, fence, rows),
    findLease: (conversationId: string) => this.#leases.find(conversationId),
    takeLease: (conversationId: string, owner: LeaseOwner, seen: number | undefined) =>
      this.#leases.take(conversationId, owner, seen),
    releaseLease: (conversationId: string, token: number) => this.#leases.release(conversationId, token),
    putSnapshot: (conversationId: string, snapshot: Snapshot) =>
      this.#snapshots.put(conversationId, snapshot),
    getSnapshot: (conversationId: string, version: string) => this.#snapshots.get(conversationId, version),
    insertConversation: (conversationId: string, values: ConversationValues) =>
      this.#conversations.insert(conversationId, values),
    updateConversation: (conversationId: string, changes: ConversationValues) =>
      this.#conversations.update(conversationId, changes),
    putDocument: (scope: string, name: string, bytes: Uint8Array) => this.#documents.put(scope, name, bytes),
    replaceDocument: (scope: string, name: string, expected: Uint8Array | undefined, bytes: Uint8Array) =>
      this.#documents.replace(scope, name, expected, bytes),
    removeDocument: (scope: string, name: string) => this.#documents.remove(scope, name),
    surveyEvents: () => this.#index.survey(),
    indexBacklog: (userId: string | null | undefined, from: number) => this.#index.catchUp(userId, from),
    indexConversations: (conversationIds: readonly string[]) => this.#index.catchUpWith(conversationIds),
    findEvents: (question: SearchQuestion) => this.#search.find(question),
    removeConversation: (conversationId: string) => this.#removeConversation(conversationId),
  };

  /**
   * Runs the commands in order and makes them durable together. If one fails in the middle of writing, nothing of
   * the group is kept, and each command is run on its own, so that it answers only for itself.
   */
  execute(commands: readonly Command[]): Reply[] {
    try {
      return this.#transaction(() => commands.map((command) => this.#reply(command)));
    } catch (error) {
      if (commands.length === 1) return [{ fault: faultOf(error, this.#file) }];
      return commands.flatMap((command) => this.execute([command]));
    }
  }

  /** Moves the write-ahead log into the database when it is due; `idle` says that nobody waits. */
  checkpoint(idle: boolean): void {
    if (this.#readOnly || this.#walBytes < (idle ? IDLE_CHECKPOINT_BYTES : BUSY_CHECKPOINT_BYTES)) return;
    this.#walBytes = 0;
    try {
      this.database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // On a full disk, say: everything is safe in the write-ahead log, and the next checkpoint takes it over.
    }
  }

  close(): void {
    this.database.close();
  }

  #transaction(run: () => Reply[]): Reply[] {
    this.#begin.run();
    try {
      const replies = run();
      this.#commit.run();
      return replies;
    } catch (error) {
      this.#events.reset();
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  #reply(command: Command): Reply {
    try {
      this.#walBytes += 2 * PAGE_BYTES + command.bytes;
      return { value: this.#operation(command.name)(...command.args) };
    } catch (error) {
      if (error instanceof Refusal) return { fault: error.fault };
      throw error;
    }
  }

  #operation(name: string): (...args: readonly unknown[]) => unknown {
    // `LogHost.run` is typed by these very operations, so name and arguments fit.
    return this.operations[name as keyof Operations] as (...args: readonly unknown[]) => unknown;
  }

  #removeConversation(conversationId: string): boolean {
    this.#index.remove(conversationId);
    const existed = this.#conversations.remove(conversationId);
    const hadLog = this.#events.remove(conversationId);
    this.#index.forgetRemoved();
    this.#leases.remove(conversationId);
    this.#snapshots.remove(conversationId);
    this.#documents.removeScope(conversationScope(conversationId));
    return existed || hadLog;
  }
}
