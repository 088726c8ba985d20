import { setImmediate } from 'node:timers/promises';
import type { EventRecord, EventStore, PageRequest } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { AppendOrder } from '../event/append-order.ts';
import { pageRange } from '../event/page-range.ts';
import type { EventReader } from './event-reader.ts';
import { flatten } from './event-row.ts';
import type { LogHead } from './event-table.ts';
import type { LogHost } from './log-host.ts';
import { readFrom } from './read-from.ts';

/** Records read without letting other work of the event loop in between: about 2 ms. */
const READ_CHUNK = 1_000;

export interface SqliteEventStoreOptions {
  conversationId: string;
  file: string;
  host: LogHost;
  head: LogHead;
  /** Token of the lease under which this store writes. */
  fence: number | null;
  onClose: (store: EventStore) => void;
}

/** The log of one conversation in the database. */
export class SqliteEventStore implements EventStore {
  readonly conversationId: string;
  readonly #options: SqliteEventStoreOptions;
  readonly #log: number;
  readonly #order: AppendOrder;
  #closed = false;

  constructor(options: SqliteEventStoreOptions) {
    this.conversationId = options.conversationId;
    this.#options = options;
    this.#log = options.head.log;
    this.#order = new AppendOrder(options.conversationId, options.head.nextId);
  }

  get nextId(): number {
    return this.#order.nextId;
  }

  async append(records: readonly EventRecord[]): Promise<void> {
    this.#requireOpen();
    await this.#order.add(records, () => this.#write(records));
  }

  async get(id: number): Promise<EventRecord | undefined> {
    return this.#read((reader) => reader.get(this.#log, id));
  }

  async page(request: PageRequest): Promise<EventRecord[]> {
    const { from, to, limit, reverse } = pageRange(request);
    const records = await this.#read((reader) =>
      reader.page(this.#log, from, to, Math.min(limit, READ_CHUNK), reverse),
    );
    let chunk = records;
    while (records.length < limit && chunk.length === READ_CHUNK) {
      const last = chunk[READ_CHUNK - 1]?.id ?? 0;
      const [low, high] = reverse ? [from, last - 1] : [last + 1, to];
      const wanted = Math.min(limit - records.length, READ_CHUNK);
      await setImmediate();
      chunk = await this.#read((reader) => reader.page(this.#log, low, high, wanted, reverse));
      for (const record of chunk) records.push(record);
    }
    return records;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#order.idle();
    this.#options.onClose(this);
  }

  #write(records: readonly EventRecord[]): Promise<void> {
    let bytes = 0;
    for (const { body } of records) bytes += body.length;
    return this.#options.host.run('append', [this.#log, this.#options.fence, flatten(records)], bytes);
  }

  async #read<Result>(read: (reader: EventReader) => Result): Promise<Result> {
    this.#requireOpen();
    return readFrom(this.#options.host, this.#options.file, ({ events }) => read(events));
  }

  #requireOpen(): void {
    if (this.#closed) throw new CapstanError('stream_closed', `The log of ${this.conversationId} was closed`);
  }
}
