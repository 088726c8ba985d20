import { CapstanError } from '@capstan/protocol';
import type { SearchQuestion } from '../search/search-question.ts';
import type { FoundEvents } from '../search/search-reader.ts';
import type { DatabaseReader } from './database-reader.ts';
import type { Fault } from './fault.ts';
import type { Operations } from './sqlite-log.ts';

/** Where a `SqliteLog` runs. Commands of one turn of the caller, from any conversation, are committed together. */
export interface LogHost {
  /** Resolves once the file is open; rejects with the fault that every later command gets as well. */
  ready(): Promise<void>;
  /**
   * Runs an operation; what it wrote is durable when this resolves. `bytes` is roughly what it carries.
   * Rejects with a `CapstanError`.
   */
  run<Name extends keyof Operations>(
    name: Name,
    args: Parameters<Operations[Name]>,
    bytes?: number,
  ): Promise<ReturnType<Operations[Name]>>;
  /** Reads what is committed, in the caller's thread. */
  reader(): Promise<DatabaseReader>;
  /** Asks the index of words; may take long, and holds up no commit. Rejects with a `CapstanError`. */
  find(question: SearchQuestion): Promise<FoundEvents>;
  /** Waits for what was asked before, then closes the file. */
  close(): Promise<void>;
}

export function errorOf({ code, message, remedy }: Fault): CapstanError {
  return new CapstanError(code, message, remedy === undefined ? {} : { remedy });
}

export function closedError(file: string): CapstanError {
  return new CapstanError('stream_closed', `${file} was closed`);
}
