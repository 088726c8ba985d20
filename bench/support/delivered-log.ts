import { EventStream } from '@capstan/events';
import type { SqliteStorage } from '@capstan/storage';
import { oneKilobyte } from './one-kilobyte.ts';

/** The log of one conversation, as a run has it, with one subscriber. */
export class DeliveredLog {
  readonly #stream: EventStream;
  readonly #waiting = new Map<number, () => void>();

  private constructor(stream: EventStream) {
    this.#stream = stream;
    stream.subscribe({
      id: 'main',
      onEvent: ({ id }) => {
        this.#waiting.get(id)?.();
        this.#waiting.delete(id);
      },
    });
  }

  static async create(storage: SqliteStorage): Promise<DeliveredLog> {
    const store = await storage.open(crypto.randomUUID(), { create: true });
    return new DeliveredLog(await EventStream.open(store));
  }

  /** Resolves once the subscriber has it, which is after it is durable. */
  append(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(this.#stream.append(oneKilobyte(), 'agent').id, resolve);
    });
  }

  /** Appends in large groups until the log is so long. */
  async fillUpTo(events: number): Promise<void> {
    while (this.#stream.nextId < events) {
      const group = Math.min(1_000, events - this.#stream.nextId);
      await Promise.all(Array.from({ length: group }, () => this.append()));
    }
  }

  async close(): Promise<void> {
    await this.#stream.close();
  }
}
