import type { EventRecord, EventStorage, EventStore } from '@capstan/events';
import { MemoryStorage } from '@capstan/storage';
import type { Chance } from './seeded-chance.ts';

/**
 * Logs in memory whose writes take a while, as on a disk: what happens between an append and its folding
 * gets its chance, and a writer that never ends does not keep everything else from running.
 */
export class UnhurriedStorage implements EventStorage {
  readonly #logs = new MemoryStorage();
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  async open(conversationId: string, options: { create: boolean }): Promise<EventStore> {
    const store = await this.#logs.open(conversationId, options);
    const turns = (): Promise<void> => this.#chance.turns(4, { least: 1 });
    return {
      conversationId,
      get nextId() {
        return store.nextId;
      },
      append: async (records: readonly EventRecord[]) => {
        await turns();
        await store.append(records);
        await turns();
      },
      get: (id) => store.get(id),
      page: (request) => store.page(request),
      close: () => store.close(),
    };
  }

  close(): Promise<void> {
    return this.#logs.close();
  }
}
