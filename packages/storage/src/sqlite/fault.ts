import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ErrorCode } from '@capstan/protocol';

/**
 * A failure as plain data: it crosses the thread boundary, and the worker that makes it stays free of the
 * packages that define `CapstanError`.
 */
export interface Fault {
  code: ErrorCode;
  message: string;
  remedy?: string;
}

/** Thrown for a command that is refused before it has changed anything. */
export class Refusal extends Error {
  readonly fault: Fault;

  constructor(code: ErrorCode, message: string, remedy?: string) {
    super(message);
    this.fault = remedy === undefined ? { code, message } : { code, message, remedy };
  }
}

const SQLITE = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notADatabase: 26,
};

/** The primary result code of SQLite (the low byte of the extended one), if the error is one of SQLite's. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** Says in one line, with the name of the file, what went wrong. */
export function faultOf(error: unknown, file: string): Fault {
  if (error instanceof Refusal) return error.fault;
  const reason = error instanceof Error ? error.message : String(error);
  switch (sqliteCode(error)) {
    case SQLITE.notADatabase:
      return { code: 'storage_corrupt', message: `${file} is not a database` };
    case SQLITE.corrupt:
      return { code: 'storage_corrupt', message: `${file} is damaged: ${reason}` };
    case SQLITE.constraint:
      return { code: 'conversation_busy', message: 'Another process writes to this conversation' };
    case SQLITE.full:
      return { code: 'storage_full', message: `No space left to write ${file}` };
    case SQLITE.busy:
    case SQLITE.locked:
      return {
        code: 'storage_failed',
        message: `${file} is locked by another process`,
        remedy: 'Stop the other process, or try again.',
      };
    case SQLITE.readOnly:
      return { code: 'storage_failed', message: `${file} cannot be written: it or its folder is read-only` };
    case SQLITE.cannotOpen:
      return { code: 'storage_failed', message: `${file} cannot be opened or created` };
    case SQLITE.io:
      if (isFull(file)) return { code: 'storage_full', message: `No space left to write ${file}` };
      return { code: 'storage_failed', message: `${file} could not be read or written: ${reason}` };
    default:
      return fileSystemFault(error, file) ?? { code: 'storage_failed', message: `${file}: ${reason}` };
  }
}

/** SQLite reports some shortages (of its shared memory file) as plain I/O errors; the file system knows better. */
function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < 256 * 1024;
  } catch {
    // The folder itself is gone or unreadable: then it is not a lack of space.
    return false;
  }
}

/** The fault behind an error of `node:fs`, if the error is one. */
function fileSystemFault(error: unknown, file: string): Fault | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'storage_full', message: `No space left to write ${file}` };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'storage_failed', message: `${file} cannot be written: ${error.code}` };
    default:
      return error.code.startsWith('E') && 'errno' in error
        ? { code: 'storage_failed', message: `${file}: ${error.message}` }
        : undefined;
  }
}
