import type { EventRecord, EventStorage, EventStore } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { MemoryEventStore } from './memory-event-store.ts';

/** Logs that last as long as this object: for tests, and for runs that shall leave nothing behind. */
export class MemoryStorage implements EventStorage {
  readonly #logs = new Map<string, EventRecord[]>();

  async open(conversationId: string, options: { create: boolean }): Promise<EventStore> {
    let log = this.#logs.get(conversationId);
    if (log === undefined) {
      if (!options.create) {
        throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
      }
      log = [];
      this.#logs.set(conversationId, log);
    }
    return new MemoryEventStore(conversationId, log);
  }

  async close(): Promise<void> {
    // Nothing to release: whoever closes a storage may open its logs again.
  }
}
