import { EventStream } from '@capstan/events';
import { SqliteStorage } from '@capstan/storage';
import { oneKilobyte } from './one-kilobyte.ts';

/** A conversation's log in a file, as a run has it, with one subscriber. */
export class DeliveredLog implements AsyncDisposable {
  readonly #storage: SqliteStorage;
  readonly #stream: EventStream;
  readonly #waiting = new Map<number, () => void>();

  private constructor(storage: SqliteStorage, stream: EventStream) {
    this.#storage = storage;
    this.#stream = stream;
    stream.subscribe({
      id: 'main',
      onEvent: ({ id }) => {
        this.#waiting.get(id)?.();
        this.#waiting.delete(id);
      },
    });
  }

  static async create(file: string): Promise<DeliveredLog> {
    const storage = SqliteStorage.open({ file });
    const store = await storage.open('measured', { create: true });
    return new DeliveredLog(storage, await EventStream.open(store));
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

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stream.close();
    await this.#storage.close();
  }
}
