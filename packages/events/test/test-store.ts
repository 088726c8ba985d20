import type { EventRecord, EventStore, PageRequest } from '../src/index.ts';

export type StoreStep = 'append' | 'written' | 'page';

/** An event store in memory that lets a test decide when and how each of its steps ends. */
export class TestStore implements EventStore {
  readonly conversationId = 'test';
  readonly records: EventRecord[];
  readonly batches: number[] = [];
  readonly #step: (step: StoreStep) => Promise<void>;
  #appending = false;

  /** `step` is awaited before and after writing and before reading a page; what it throws is the store's error. */
  constructor(step: (step: StoreStep) => Promise<void> = async () => undefined, records: EventRecord[] = []) {
    this.#step = step;
    this.records = records;
  }

  get nextId(): number {
    return (this.records.at(-1)?.id ?? -1) + 1;
  }

  async append(records: readonly EventRecord[]): Promise<void> {
    if (this.#appending) throw new Error('two writes at a time');
    this.#appending = true;
    try {
      await this.#step('append');
      for (const [index, record] of records.entries()) {
        if (record.id !== this.nextId + index)
          throw new Error(`id ${record.id} where ${this.nextId} was due`);
      }
      this.records.push(...records);
      this.batches.push(records.length);
      await this.#step('written');
    } finally {
      this.#appending = false;
    }
  }

  async get(id: number): Promise<EventRecord | undefined> {
    return this.records.find((record) => record.id === id);
  }

  async page({ from = 0, to = Infinity, limit, reverse = false }: PageRequest): Promise<EventRecord[]> {
    await this.#step('page');
    const found = this.records.filter(({ id }) => id >= from && id <= to);
    return (reverse ? found.toReversed() : found).slice(0, limit);
  }

  async close(): Promise<void> {
    // Nothing to release.
  }
}
