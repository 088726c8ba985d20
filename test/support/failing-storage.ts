import type { EventStorage, EventStore } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { MemoryStorage } from '@capstan/storage';

/** A storage whose disk is full from the event with the given id on. */
export class FailingStorage implements EventStorage {
  readonly #memory = new MemoryStorage();
  fullFrom: number;

  constructor(fullFrom = Number.POSITIVE_INFINITY) {
    this.fullFrom = fullFrom;
  }

  async open(conversationId: string, options: { create: boolean }): Promise<EventStore> {
    const store = await this.#memory.open(conversationId, options);
    return {
      conversationId,
      get nextId() {
        return store.nextId;
      },
      append: (records) =>
        records.some((record) => record.id >= this.fullFrom)
          ? Promise.reject(new CapstanError('storage_full', 'No space left'))
          : store.append(records),
      get: (id) => store.get(id),
      page: (request) => store.page(request),
      close: () => store.close(),
    };
  }

  close(): Promise<void> {
    return this.#memory.close();
  }
}
