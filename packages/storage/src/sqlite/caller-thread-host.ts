import type { SearchQuestion } from '../search/search-question.ts';
import type { FoundEvents } from '../search/search-reader.ts';
import type { DatabaseOptions } from './database.ts';
import { DatabaseReader } from './database-reader.ts';
import { faultOf } from './fault.ts';
import { closedError, errorOf, type LogHost } from './log-host.ts';
import { type PendingCommand, settle } from './pending-command.ts';
import { readFrom } from './read-from.ts';
import { type Operations, SqliteLog } from './sqlite-log.ts';

/**
 * Runs the log in the caller's thread: nothing to start and no hop per commit, but each commit holds the event loop
 * while the disk syncs. For a process that runs one conversation.
 */
export class CallerThreadHost implements LogHost {
  readonly #options: DatabaseOptions;
  #log: SqliteLog | undefined;
  #reader: DatabaseReader | undefined;
  #queue: PendingCommand[] = [];
  #closed = false;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  async ready(): Promise<void> {
    this.#open();
  }

  run<Name extends keyof Operations>(
    name: Name,
    args: Parameters<Operations[Name]>,
    bytes = 0,
  ): Promise<ReturnType<Operations[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closedError(this.#options.file));
      if (this.#queue.length === 0) queueMicrotask(() => this.#flush());
      this.#queue.push({ command: { name, args, bytes }, resolve, reject });
    });
  }

  async reader(): Promise<DatabaseReader> {
    if (this.#closed) throw closedError(this.#options.file);
    return (this.#reader ??= new DatabaseReader(this.#open().database));
  }

  find(question: SearchQuestion): Promise<FoundEvents> {
    return readFrom(this, this.#options.file, ({ search }) => search.find(question));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#flush();
    this.#log?.close();
    this.#log = undefined;
  }

  #open(): SqliteLog {
    try {
      return (this.#log ??= new SqliteLog(this.#options));
    } catch (error) {
      throw errorOf(faultOf(error, this.#options.file));
    }
  }

  #flush(): void {
    const group = this.#queue;
    if (group.length === 0) return;
    this.#queue = [];
    try {
      const log = this.#open();
      const replies = log.execute(group.map(({ command }) => command));
      for (const [index, pending] of group.entries()) settle(pending, replies[index]);
      log.checkpoint(true);
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of group) reject(reason);
    }
  }
}
