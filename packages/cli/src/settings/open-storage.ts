import type { SqliteStorage } from '@capstan/storage';

/** What a run needs of a storage. */
export type RunStorage = Pick<
  SqliteStorage,
  'open' | 'ready' | 'close' | 'conversations' | 'leases' | 'snapshots'
>;

/** Opens the storage in a file. Given to the program, so that a test can stand between it and the disk. */
export type OpenStorage = (file: string) => Promise<RunStorage>;

export const openSqlite: OpenStorage = async (file) => {
  const { SqliteStorage } = await import('@capstan/storage');
  // One conversation: committing in this thread is quicker than a hop to another, and holds up nobody else.
  return SqliteStorage.open({ file, worker: false });
};
