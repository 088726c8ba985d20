import type { SqliteStorage } from '@capstan/storage';

/** What the server needs of a storage. */
export type ServerStorage = Pick<
  SqliteStorage,
  'open' | 'ready' | 'close' | 'conversations' | 'leases' | 'snapshots' | 'documents' | 'search'
>;
