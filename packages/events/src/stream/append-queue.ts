import { CapstanError, type Event } from '@capstan/protocol';
import type { EventRecord } from '../store/event-record.ts';
import type { EventStore } from '../store/event-store.ts';

export interface AppendLimits {
  /** Most events that one write may hold. */
  batchEvents: number;
  /** A write that holds so many characters takes no more. */
  batchCharacters: number;
  /** Most events that may wait for the store. */
  pendingEvents: number;
  /** Events are refused once so many characters wait. */
  pendingCharacters: number;
}

export const APPEND_LIMITS: AppendLimits = {
  batchEvents: 1_000,
  batchCharacters: 4_000_000,
  pendingEvents: 50_000,
  pendingCharacters: 128_000_000,
};

export interface AppendListener {
  /** These are durable now; called in order, before their promise resolves. */
  onDurable(events: readonly Event[]): void;
  /** Nothing more can be written. Called once. */
  onFailed(error: CapstanError): void;
}

/** Events that are written together. */
interface Batch {
  records: EventRecord[];
  events: Event[];
  characters: number;
  written: PromiseWithResolvers<void>;
}

/** Writes events in order, one write at a time; what comes meanwhile goes together into the next one. */
export class AppendQueue {
  readonly #store: EventStore;
  readonly #listener: AppendListener;
  readonly #limits: AppendLimits;
  readonly #batches: Batch[] = [];
  #pendingEvents = 0;
  #pendingCharacters = 0;
  #writing: Promise<void> | undefined;
  #failure: CapstanError | undefined;

  constructor(store: EventStore, listener: AppendListener, limits: AppendLimits) {
    this.#store = store;
    this.#listener = listener;
    this.#limits = limits;
  }

  get pendingEvents(): number {
    return this.#pendingEvents;
  }

  get failure(): CapstanError | undefined {
    return this.#failure;
  }

  /** Throws what made the queue fail, or `stream_overloaded` if too much waits already. */
  admit(): void {
    if (this.#failure !== undefined) throw this.#failure;
    const { pendingEvents, pendingCharacters } = this.#limits;
    if (this.#pendingEvents >= pendingEvents || this.#pendingCharacters >= pendingCharacters) {
      throw new CapstanError('stream_overloaded', `${this.#pendingEvents} events wait to be written`);
    }
  }

  /** Resolves once the event is durable, rejects if it cannot be. Call `admit` first. */
  add(record: EventRecord, event: Event): Promise<void> {
    const batch = this.#open();
    batch.records.push(record);
    batch.events.push(event);
    batch.characters += record.body.length;
    this.#pendingEvents += 1;
    this.#pendingCharacters += record.body.length;
    this.#writing ??= this.#write();
    return batch.written.promise;
  }

  /** Resolves once nothing waits or nothing can be written any more. */
  async idle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  /** The batch that still takes events. */
  #open(): Batch {
    const last = this.#batches.at(-1);
    const { batchEvents, batchCharacters } = this.#limits;
    if (last && last.records.length < batchEvents && last.characters < batchCharacters) return last;
    const batch: Batch = { records: [], events: [], characters: 0, written: Promise.withResolvers() };
    // Whoever does not wait for it learns of a failure through the listener.
    batch.written.promise.catch(() => undefined);
    this.#batches.push(batch);
    return batch;
  }

  async #write(): Promise<void> {
    // What is appended in the same turn goes into the first write.
    await Promise.resolve();
    for (let batch = this.#batches.shift(); batch !== undefined; batch = this.#batches.shift()) {
      try {
        await this.#store.append(batch.records);
      } catch (error) {
        this.#fail(batch, error);
        break;
      }
      this.#pendingEvents -= batch.events.length;
      this.#pendingCharacters -= batch.characters;
      this.#listener.onDurable(batch.events);
      batch.written.resolve();
    }
    this.#writing = undefined;
  }

  #fail(batch: Batch, error: unknown): void {
    const failure = CapstanError.is(error)
      ? error
      : new CapstanError('storage_failed', 'The log cannot be written', { cause: error });
    this.#failure = failure;
    for (const lost of [batch, ...this.#batches.splice(0)]) lost.written.reject(failure);
    this.#listener.onFailed(failure);
  }
}
