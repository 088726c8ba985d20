import type { EventStorage } from '@capstan/events';
import type { OpenLogOptions, SqliteStorage } from '@capstan/storage';

/** The methods of a class without its privacy, so that an application may bring its own. */
type Contract<Class> = Pick<Class, keyof Class>;

/** What is known of conversations beside their logs. */
export type ConversationRecords = Contract<SqliteStorage['conversations']>;

/** Where everything that lasts is kept. */
export interface ServerStorage extends EventStorage {
  readonly conversations: ConversationRecords;
  readonly leases: Contract<SqliteStorage['leases']>;
  readonly snapshots: Contract<SqliteStorage['snapshots']>;
  readonly documents: Contract<SqliteStorage['documents']>;
  readonly search: Contract<SqliteStorage['search']>;
  open(conversationId: string, options: OpenLogOptions): ReturnType<EventStorage['open']>;
  /** Rejects with `storage_corrupt`, `storage_full` or `storage_failed` if it cannot be used. */
  ready(): Promise<void>;
}

/** The same storage with other records of conversations. */
export function withRecords(storage: ServerStorage, conversations: ConversationRecords): ServerStorage {
  const { leases, snapshots, documents, search } = storage;
  return {
    conversations,
    leases,
    snapshots,
    documents,
    search,
    open: (conversationId, options) => storage.open(conversationId, options),
    ready: () => storage.ready(),
    close: () => storage.close(),
  };
}
