import type { EventRecord, EventStore, PageRequest } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { requireConsecutive } from '../event/batch-order.ts';
import { pageRange } from '../event/page-range.ts';

/** One view of a log that lies in an array; the position in the array is the id. */
export class MemoryEventStore implements EventStore {
  readonly conversationId: string;
  readonly #log: EventRecord[];
  /** As this view knows it: another view of the same log may have gone on. */
  #nextId: number;
  #closed = false;

  constructor(conversationId: string, log: EventRecord[]) {
    this.conversationId = conversationId;
    this.#log = log;
    this.#nextId = log.length;
  }

  get nextId(): number {
    return this.#nextId;
  }

  async append(records: readonly EventRecord[]): Promise<void> {
    this.#requireOpen();
    requireConsecutive(this.conversationId, this.#log.length, records);
    for (const record of records) this.#log.push({ ...record });
    this.#nextId = this.#log.length;
  }

  async get(id: number): Promise<EventRecord | undefined> {
    this.#requireOpen();
    const record = this.#log[id];
    return record && { ...record };
  }

  async page(request: PageRequest): Promise<EventRecord[]> {
    this.#requireOpen();
    const { from, to, limit, reverse } = pageRange(request);
    const end = Math.min(to + 1, this.#log.length);
    const [first, last] = reverse ? [Math.max(from, end - limit), end] : [from, Math.min(end, from + limit)];
    const records = this.#log.slice(first, Math.max(first, last)).map((record) => ({ ...record }));
    return reverse ? records.toReversed() : records;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #requireOpen(): void {
    if (this.#closed) throw new CapstanError('stream_closed', `The log of ${this.conversationId} was closed`);
  }
}
