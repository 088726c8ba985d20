import { CapstanError, type Event } from '@capstan/protocol';
import type { SubscribeOptions, SubscriberRef } from './subscribe-options.ts';

/** The durable part of a log, as a subscription reads it. */
export interface DurableLog {
  /** One more than the highest durable id. */
  durableEnd(): number;
  page(request: { from: number; to: number; limit: number }): Promise<Event[]>;
  /** A subscriber threw, or the log could not be read for it. */
  report(subscriber: SubscriberRef, error: unknown): void;
}

const QUEUE_LIMIT = 5_000;
const PAGE = 200;

/**
 * One subscriber's way through the log. It reads from the store until it has caught up, then takes events from
 * its own bounded queue; if that overflows it drops the queue and reads from the store again.
 */
export class Subscription {
  readonly #options: SubscribeOptions;
  readonly #log: DurableLog;
  readonly #limit: number;
  #queue: Event[] = [];
  /** Where the queue begins: what lies before has been taken. */
  #head = 0;
  /** The lowest id that has not been given. */
  #next: number;
  #live = false;
  #running = false;
  #closed = false;
  #ending: CapstanError | undefined;
  #rested = Promise.withResolvers<void>();

  constructor(options: SubscribeOptions, log: DurableLog) {
    this.#options = options;
    this.#log = log;
    this.#limit = options.queueLimit ?? QUEUE_LIMIT;
    this.#next = options.after === undefined ? log.durableEnd() : Math.max(0, options.after + 1);
  }

  get ref(): SubscriberRef {
    const { id, callbackId = '' } = this.#options;
    return { id, callbackId, resumeAfter: this.#next - 1 };
  }

  /** Whether it has been given everything that is durable, and is done with it. */
  get idle(): boolean {
    return this.#closed || (!this.#running && this.#next >= this.#log.durableEnd());
  }

  /** Takes what has become durable. One that has caught up and whose handler is synchronous sees it at once. */
  offer(events: readonly Event[]): void {
    if (this.#closed) return;
    if (this.#live) for (const event of events) this.#queue.push(event);
    this.start();
    if (this.#live && this.#queue.length - this.#head > this.#limit) this.#lag();
  }

  /** Begins to give out what there is, unless it is doing so. */
  start(): void {
    if (!this.#running && !this.#closed) void this.#run();
  }

  /** Resolves once it is idle. */
  async drained(): Promise<void> {
    while (!this.idle) await this.#rested.promise;
  }

  /** From now on no event is given to it. */
  close(): void {
    this.#closed = true;
    this.#drop();
    this.#rest();
  }

  /** No more events become durable: gives out what there is, tells why, and ends. */
  end(error: CapstanError): void {
    this.#ending = error;
    this.start();
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    this.#running = true;
    while (!this.#closed) {
      if (!this.#live && this.#next >= this.#log.durableEnd()) this.#live = true;
      if (!this.#live) {
        await this.#catchUp();
        continue;
      }
      const event = this.#take();
      if (event === undefined) {
        if (this.#ending !== undefined) this.#fail(this.#ending);
        break;
      }
      const handled = this.#give(event);
      if (handled !== undefined) await handled;
    }
    this.#running = false;
    this.#rest();
  }

  async #catchUp(): Promise<void> {
    const to = this.#log.durableEnd() - 1;
    let events: Event[];
    try {
      events = await this.#log.page({ from: this.#next, to, limit: PAGE });
    } catch (error) {
      this.#log.report(this.ref, error);
      const message = 'The log cannot be read';
      this.#fail(
        CapstanError.is(error) ? error : new CapstanError('storage_failed', message, { cause: error }),
      );
      return;
    }
    for (const event of events) {
      if (this.#closed) return;
      const handled = this.#give(event);
      if (handled !== undefined) await handled;
    }
    if (events.length === 0) this.#next = to + 1;
  }

  /** Hands over one event; a promise if the handler is not done with it. Neither throws nor rejects. */
  #give(event: Event): Promise<void> | undefined {
    this.#next = event.id + 1;
    const report = (error: unknown): void => this.#log.report(this.ref, error);
    try {
      return this.#options.onEvent(event)?.then(undefined, report);
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  #take(): Event | undefined {
    while (this.#head < this.#queue.length) {
      const event = this.#queue[this.#head++];
      if (this.#head === this.#queue.length) this.#drop();
      else if (this.#head > this.#limit) {
        this.#queue = this.#queue.slice(this.#head);
        this.#head = 0;
      }
      if (event !== undefined && event.id >= this.#next) return event;
    }
    return undefined;
  }

  #drop(): void {
    this.#queue = [];
    this.#head = 0;
  }

  #lag(): void {
    this.#live = false;
    this.#drop();
    this.#guarded(() => this.#options.onLag?.({ resumeAfter: this.#next - 1 }));
  }

  #fail(error: CapstanError): void {
    this.close();
    this.#guarded(() => this.#options.onError?.(error));
  }

  #guarded(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#log.report(this.ref, error);
    }
  }

  #rest(): void {
    const rested = this.#rested;
    this.#rested = Promise.withResolvers();
    rested.resolve();
  }
}
