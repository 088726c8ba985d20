import { Worker } from 'node:worker_threads';
import { CapstanError } from '@capstan/protocol';
import type { SearchQuestion } from '../search/search-question.ts';
import type { FoundEvents } from '../search/search-reader.ts';
import type { WorkerMessage } from './command.ts';
import { type DatabaseOptions, openForReading } from './database.ts';
import { DatabaseReader } from './database-reader.ts';
import { type Fault, faultOf } from './fault.ts';
import { closedError, errorOf, type LogHost } from './log-host.ts';
import { type PendingCommand, settle } from './pending-command.ts';
import type { Operations } from './sqlite-log.ts';

const MAX_WAITING_BYTES = 256 * 1024 * 1024;
const CLOSE_TIMEOUT_MILLISECONDS = 30_000;

/**
 * Runs the log in a worker thread, so that a slow disk never holds the caller's event loop. While one commit runs,
 * commands gather for the next. Reading is done by a second connection in the caller's thread, which is twice as fast
 * as having the records copied across.
 */
export class WorkerHost implements LogHost {
  readonly #options: DatabaseOptions;
  readonly #workerUrl: URL;
  readonly #worker: Worker;
  readonly #opened = Promise.withResolvers<void>();
  readonly #exited = Promise.withResolvers<void>();
  /** Not sent yet: one message carries all commands of a turn. */
  #outbox: PendingCommand[] = [];
  /** Sent, oldest first. */
  #sent: PendingCommand[] = [];
  #waitingBytes = 0;
  #reader: DatabaseReader | undefined;
  #readingConnection: { close(): void } | undefined;
  /** For questions that take long: they hold up neither the caller nor a commit. */
  #searcher: WorkerHost | undefined;
  /** Set once nothing more can be asked. */
  #end: Error | undefined;

  constructor(options: DatabaseOptions, workerUrl: URL) {
    this.#options = options;
    this.#workerUrl = workerUrl;
    this.#worker = new Worker(workerUrl, { name: 'capstan-storage', workerData: options });
    this.#opened.promise.catch(() => {
      // Whoever asks next is told; without anybody asking it is not an error.
    });
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.#fail(new CapstanError('storage_failed', `The storage thread failed: ${reason}`));
    });
    this.#worker.on('exit', () => {
      this.#fail(closedError(options.file));
      this.#exited.resolve();
    });
  }

  ready(): Promise<void> {
    return this.#opened.promise;
  }

  run<Name extends keyof Operations>(
    name: Name,
    args: Parameters<Operations[Name]>,
    bytes = 0,
  ): Promise<ReturnType<Operations[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) return reject(this.#end);
      if (this.#waitingBytes + bytes > MAX_WAITING_BYTES) return reject(this.#overflow());
      this.#waitingBytes += bytes;
      if (this.#outbox.length === 0) queueMicrotask(() => this.#send());
      this.#outbox.push({ command: { name, args, bytes }, resolve, reject });
    });
  }

  async reader(): Promise<DatabaseReader> {
    await this.ready();
    if (this.#end !== undefined) throw this.#end;
    if (this.#reader === undefined) {
      try {
        const database = openForReading(this.#options);
        this.#readingConnection = database;
        this.#reader = new DatabaseReader(database);
      } catch (error) {
        throw errorOf(faultOf(error, this.#options.file));
      }
    }
    return this.#reader;
  }

  async find(question: SearchQuestion): Promise<FoundEvents> {
    await this.ready();
    if (this.#end !== undefined) throw this.#end;
    this.#searcher ??= new WorkerHost({ ...this.#options, readOnly: true }, this.#workerUrl);
    return this.#searcher.run('findEvents', [question]);
  }

  async close(): Promise<void> {
    this.#send();
    this.#end ??= closedError(this.#options.file);
    this.#worker.ref();
    this.#worker.postMessage('close');
    const timer = setTimeout(() => {
      this.#exited.reject(
        new CapstanError('storage_failed', `${this.#options.file} could not be closed: the disk hangs`),
      );
    }, CLOSE_TIMEOUT_MILLISECONDS);
    try {
      await Promise.all([this.#exited.promise, this.#searcher?.close()]);
    } finally {
      clearTimeout(timer);
      this.#readingConnection?.close();
      this.#readingConnection = undefined;
    }
  }

  #send(): void {
    if (this.#outbox.length === 0) return;
    if (this.#sent.length === 0) this.#worker.ref();
    this.#worker.postMessage(this.#outbox.map(({ command }) => command));
    this.#sent = this.#sent.concat(this.#outbox);
    this.#outbox = [];
  }

  #receive(message: WorkerMessage): void {
    if (Array.isArray(message)) {
      const settled = this.#sent.splice(0, message.length);
      for (const [index, pending] of settled.entries()) {
        this.#waitingBytes -= pending.command.bytes;
        settle(pending, message[index]);
      }
    } else if (message === 'opened') {
      this.#opened.resolve();
    } else {
      this.#fail(errorOf(message satisfies Fault));
    }
    // An idle storage does not keep the process alive.
    if (this.#sent.length === 0) this.#worker.unref();
  }

  #fail(error: Error): void {
    this.#end ??= error;
    this.#opened.reject(this.#end);
    for (const { reject } of [...this.#sent, ...this.#outbox]) reject(error);
    this.#sent = [];
    this.#outbox = [];
  }

  #overflow(): CapstanError {
    const megabytes = Math.round(this.#waitingBytes / 1024 / 1024);
    return new CapstanError(
      'storage_failed',
      `${this.#options.file}: the disk is too slow, ${megabytes} MB wait to be written`,
    );
  }
}
