import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, MIGRATIONS, PAGE_BYTES } from './schema.ts';

/**
 * Creates the database if there is no file. It is built under another name without any syncing and gets its name when
 * it is complete and on disk, so that another process never sees half of it, and with two syncs instead of the dozen
 * that SQLite needs to create it in place.
 */
export function createDatabase(file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}-${randomUUID()}.new`;
  try {
    build(draft);
    sync(draft);
    publish(draft, file);
    sync(folder);
  } finally {
    rmSync(draft, { force: true });
  }
}

function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    // Another process was faster: its file is as good.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function build(draft: string): void {
  // Conversations are private; SQLite gives its side files the mode of the database.
  closeSync(openSync(draft, 'wx', 0o600));
  const database = new DatabaseSync(draft);
  try {
    database.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; BEGIN`,
    );
    for (const step of MIGRATIONS) database.exec(step);
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`,
    );
    database.exec('PRAGMA journal_mode = WAL');
  } finally {
    database.close();
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
