import type { Event } from '@capstan/protocol';

/** An event that has its place in the log. */
export class Appended<E extends Event = Event> {
  /** As it is stored: stamped, with secrets masked. */
  readonly event: E;
  readonly #written: Promise<void>;

  constructor(event: E, written: Promise<void>) {
    this.event = event;
    this.#written = written;
  }

  get id(): number {
    return this.event.id;
  }

  /**
   * Resolves once the event survives a crash; by then every subscriber that has caught up and whose handler is
   * synchronous has seen it. Rejects with the storage error otherwise.
   */
  get durable(): Promise<E> {
    return this.#written.then(() => this.event);
  }
}
