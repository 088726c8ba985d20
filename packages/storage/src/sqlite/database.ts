import { DatabaseSync } from 'node:sqlite';
import { Refusal } from './fault.ts';
import { createDatabase } from './new-database.ts';
import { APPLICATION_ID, MIGRATIONS, PAGE_BYTES } from './schema.ts';

export interface DatabaseOptions {
  file: string;
  /** How long a statement waits for another process that writes. */
  busyTimeoutMilliseconds: number;
  /** The file may not grow beyond this; appends then fail with `storage_full`. */
  maxBytes?: number | undefined;
  /** Nothing will be written. */
  readOnly?: boolean;
}

/** Opens the file for writing, creating or upgrading it. Every commit is synced to disk. */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  const { file, busyTimeoutMilliseconds, maxBytes } = options;
  createDatabase(file);
  const database = new DatabaseSync(file, { timeout: busyTimeoutMilliseconds });
  try {
    if (versionOf(database, file) < MIGRATIONS.length) migrate(database, file);
    // Checkpoints are made between commits (see SqliteLog); the automatic one is only the backstop.
    database.exec(
      'PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864',
    );
    if (maxBytes !== undefined) {
      database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE_BYTES))}`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A second connection for reading beside the writer; the writer must have opened the file before. */
export function openForReading({ file, busyTimeoutMilliseconds }: DatabaseOptions): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMilliseconds });
}

function migrate(database: DatabaseSync, file: string): void {
  database.exec('BEGIN IMMEDIATE');
  // Read again: another process may have upgraded the file while this one waited.
  for (const step of MIGRATIONS.slice(versionOf(database, file))) database.exec(step);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
}

function versionOf(database: DatabaseSync, file: string): number {
  const version = numberOf(database, 'PRAGMA user_version', 'user_version');
  if (numberOf(database, 'PRAGMA application_id', 'application_id') !== APPLICATION_ID) {
    throw new Refusal('storage_corrupt', `${file} is not a database of Capstan`);
  }
  if (version > MIGRATIONS.length) {
    throw new Refusal(
      'storage_failed',
      `${file} was written by a newer version of Capstan (schema ${version}, this one knows ${MIGRATIONS.length})`,
      'Update Capstan, or name another folder with CAPSTAN_HOME.',
    );
  }
  return version;
}

function numberOf(database: DatabaseSync, sql: string, column: string): number {
  return Number(database.prepare(sql).get()?.[column]);
}
