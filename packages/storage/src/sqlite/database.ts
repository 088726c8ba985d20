import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy, Refusal } from './fault.ts';
import { APPLICATION_ID, MIGRATIONS, PAGE_BYTES } from './schema.ts';

export interface DatabaseOptions {
  file: string;
  /** How long a statement waits for another process that writes. */
  busyTimeoutMilliseconds: number;
  /** The file may not grow beyond this; appends then fail with `storage_full`. */
  maxBytes?: number | undefined;
}

const PAUSE_MILLISECONDS = 10;
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Opens the file for writing, creating or upgrading it. Every commit is synced to disk. */
export function openDatabase(options: DatabaseOptions): DatabaseSync {
  createPrivately(options.file);
  const database = new DatabaseSync(options.file, { timeout: options.busyTimeoutMilliseconds });
  try {
    const deadline = performance.now() + options.busyTimeoutMilliseconds;
    while (!prepared(database, options.file, deadline)) Atomics.wait(PAUSE, 0, 0, PAUSE_MILLISECONDS);
    // Checkpoints are made between commits (see SqliteLog); the automatic one is only the backstop.
    database.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864');
    if (options.maxBytes !== undefined) {
      database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(options.maxBytes / PAGE_BYTES))}`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A second connection for reading beside the writer; the writer must have opened the file before. */
export function openForReading(file: string, busyTimeoutMilliseconds: number): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMilliseconds });
}

/** Conversations are private: only their owner may read the file, and SQLite gives its side files the same mode. */
function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Exclusive creation, never a plain open: closing a file that this process has open elsewhere as a database
    // would drop that database's locks.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * False if another process is just creating the file: SQLite reports that clash at once, where waiting could
 * deadlock, so the wait is ours.
 */
function prepared(database: DatabaseSync, file: string, deadline: number): boolean {
  try {
    if (versionOf(database, file) < MIGRATIONS.length) migrate(database, file);
    return true;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    if (isBusy(error) && performance.now() < deadline) return false;
    throw error;
  }
}

function migrate(database: DatabaseSync, file: string): void {
  // Both only take effect on a file that is still empty, and not inside a transaction.
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL`);
  database.exec('BEGIN IMMEDIATE');
  const from = versionOf(database, file);
  for (const step of MIGRATIONS.slice(from)) database.exec(step);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
  database.exec('COMMIT');
}

function versionOf(database: DatabaseSync, file: string): number {
  const version = numberOf(database, 'PRAGMA user_version', 'user_version');
  const application = numberOf(database, 'PRAGMA application_id', 'application_id');
  if (application !== APPLICATION_ID) {
    const tables = numberOf(database, 'SELECT count(*) AS tables FROM sqlite_schema', 'tables');
    if (application !== 0 || version !== 0 || tables !== 0) {
      throw new Refusal('storage_corrupt', `${file} is a database of another program`);
    }
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
