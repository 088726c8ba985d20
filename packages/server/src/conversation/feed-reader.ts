import type { EphemeralDelta, EventStream } from '@capstan/events';
import { CapstanError, type Event } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import type { FeedSubscription } from './conversation-feed.ts';

const PAGE_EVENTS = 500;

/** What a reader reads from. */
export interface FeedSource {
  /** Tells this reader apart from the others of the stream. */
  name: string;
  /** The stream of the session that runs, if one does. */
  stream: () => EventStream | undefined;
  page: (from: number, limit: number) => Promise<Event[]>;
  /** Whatever else was said before an event is said now. */
  beforeEvent: () => void;
  pollMilliseconds: number;
  onFailure: (error: unknown) => void;
}

/** One reader of a feed: its cursor, and where the next event comes from. */
export class FeedReader {
  readonly #subscription: FeedSubscription;
  readonly #source: FeedSource;
  /** Id of the next event to give. */
  #next: number;
  /** The event that is being given. */
  #turn: Promise<void> = Promise.resolve();
  /** Resolved by `wake`: made anew each time, since what waits for a promise that stays is kept as long as that. */
  #woken = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(subscription: FeedSubscription, source: FeedSource) {
    this.#subscription = subscription;
    this.#source = source;
    this.#next = subscription.after + 1;
  }

  /** Reads until `close` or `end`. Never rejects. */
  async run(): Promise<void> {
    try {
      while (!this.#isClosed) {
        const woken = this.#woken.promise;
        const stream = this.#source.stream();
        if (stream === undefined) await this.#readStore(woken);
        else await this.#follow(stream, woken);
      }
    } catch (error) {
      this.end(
        CapstanError.is(error) ? error : new CapstanError('internal', String(error), { cause: error }),
      );
    }
  }

  tell(delta: EphemeralDelta): void {
    this.#guard(() => this.#subscription.onDelta?.(delta));
  }

  notify(notice: Notice): void {
    this.#guard(() => this.#subscription.onNotice?.(notice));
  }

  end(reason: CapstanError): void {
    if (this.#isClosed) return;
    this.close();
    this.#guard(() => this.#subscription.onEnd?.(reason));
  }

  close(): void {
    this.#isClosed = true;
    this.wake();
  }

  /** To be called when a stream has come or gone. */
  wake(): void {
    const woken = this.#woken;
    this.#woken = Promise.withResolvers();
    woken.resolve();
  }

  /** What is stored, then waits for a stream or for the next look. */
  async #readStore(woken: Promise<void>): Promise<void> {
    for (;;) {
      const events = await this.#source.page(this.#next, PAGE_EVENTS);
      for (const event of events) {
        if (this.#isClosed) return;
        await this.#give(event);
      }
      if (events.length < PAGE_EVENTS) break;
    }
    const timeout = setTimeout(() => this.wake(), this.#source.pollMilliseconds);
    await woken;
    clearTimeout(timeout);
  }

  /** The events of a stream until it is gone. */
  async #follow(stream: EventStream, woken: Promise<void>): Promise<void> {
    let unsubscribe: () => void;
    try {
      const { onLag, queueLimit } = this.#subscription;
      unsubscribe = stream.subscribe({
        id: 'server',
        callbackId: this.#source.name,
        after: this.#next - 1,
        onEvent: (event) => this.#give(event),
        onError: (error) => this.end(error),
        ...(onLag === undefined ? {} : { onLag }),
        ...(queueLimit === undefined ? {} : { queueLimit }),
      });
    } catch (error) {
      // Closed a moment ago: it is taken away next.
      if (!CapstanError.is(error) || error.code !== 'stream_closed') throw error;
      await woken;
      return;
    }
    await woken;
    unsubscribe();
  }

  /** One after another, also when the source changes while an event is being given. */
  #give(event: Event): Promise<void> {
    this.#turn = this.#turn.then(() => this.#deliver(event));
    return this.#turn;
  }

  async #deliver(event: Event): Promise<void> {
    // What a stream still had under way when it was taken away may have been read from the store already.
    if (this.#isClosed || event.id < this.#next) return;
    this.#next = event.id + 1;
    this.#source.beforeEvent();
    try {
      await this.#subscription.onEvent(event);
    } catch (error) {
      this.#source.onFailure(error);
    }
  }

  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#source.onFailure(error);
    }
  }
}
