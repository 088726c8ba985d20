import type { EventStorage, EventStore } from '@capstan/events';
import { ConversationStore } from '../conversation/conversation-store.ts';
import { DocumentStore } from '../document/document-store.ts';
import { LeaseStore } from '../lease/lease-store.ts';
import { EventSearch } from '../search/event-search.ts';
import { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { CallerThreadHost } from './caller-thread-host.ts';
import type { LogHost } from './log-host.ts';
import { SqliteEventStore } from './sqlite-event-store.ts';
import { WorkerHost } from './worker-host.ts';

/** The usual name of the database file inside the folder that keeps Capstan's data. */
export const DATABASE_NAME = 'capstan.db';

export interface SqliteStorageOptions {
  /** The database file; it and its folder are created when missing. */
  file: string;
  /**
   * Commit in a thread of its own (the default), so that a slow disk never holds the event loop; without it, start
   * and each commit are quicker, which suits a process that runs one conversation.
   */
  worker?: boolean;
  /** Entry of that thread, where a bundler does not resolve the URL of `sqlite-worker.ts` by itself. */
  workerUrl?: URL;
  /** How long to wait for another process that writes to the file; default 5,000. */
  busyTimeoutMilliseconds?: number;
  /** The file may not grow beyond this; appends then fail with `storage_full`. Default: no limit. */
  maxBytes?: number;
}

export interface OpenLogOptions {
  /** Create the log if there is none; otherwise that is `conversation_not_found`. */
  create: boolean;
  /** Token of a lease: appends are refused with `conversation_busy` once somebody else took the lease. */
  fence?: number;
}

/** Logs and their search, conversations, leases, snapshots and documents in one SQLite file, which several processes may have open. */
export class SqliteStorage implements EventStorage {
  readonly conversations: ConversationStore;
  readonly leases: LeaseStore;
  readonly snapshots: SnapshotStore;
  readonly documents: DocumentStore;
  readonly search: EventSearch;
  readonly #file: string;
  readonly #host: LogHost;
  readonly #stores = new Set<EventStore>();

  private constructor(file: string, host: LogHost) {
    this.#file = file;
    this.#host = host;
    this.conversations = new ConversationStore(host, file);
    this.leases = new LeaseStore(host);
    this.snapshots = new SnapshotStore(host);
    this.documents = new DocumentStore(host, file);
    this.search = new EventSearch(host);
  }

  /**
   * Returns at once; the file is opened meanwhile, and what is asked of the storage waits for that. A file that cannot
   * be opened shows in `ready()` and in every call.
   */
  static open(options: SqliteStorageOptions): SqliteStorage {
    const { file, worker = true, busyTimeoutMilliseconds = 5_000, maxBytes } = options;
    const database = { file, busyTimeoutMilliseconds, maxBytes };
    const host = worker
      ? new WorkerHost(database, options.workerUrl ?? new URL('./sqlite-worker.ts', import.meta.url))
      : new CallerThreadHost(database);
    return new SqliteStorage(file, host);
  }

  /** Rejects with `storage_corrupt`, `storage_full` or `storage_failed` if the file cannot be opened. */
  ready(): Promise<void> {
    return this.#host.ready();
  }

  async open(conversationId: string, options: OpenLogOptions): Promise<EventStore> {
    const host = this.#host;
    const head = await host.run('openLog', [conversationId, options.create]);
    const fence = options.fence ?? null;
    const onClose = (closed: EventStore): boolean => this.#stores.delete(closed);
    const store = new SqliteEventStore({ conversationId, file: this.#file, host, head, fence, onClose });
    this.#stores.add(store);
    return store;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#stores].map((store) => store.close()));
    await this.#host.close();
  }
}
