import { readPage, type EphemeralDelta, type EventStore, type EventStream } from '@capstan/events';
import type { CapstanError } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import type { ConversationFeed, FeedSubscription } from './conversation-feed.ts';
import { FeedReader } from './feed-reader.ts';
import { GatheredDeltas } from './gathered-deltas.ts';

export interface LiveFeedOptions {
  /** Opens the log to read it while nobody writes it here. */
  openStore: () => Promise<EventStore>;
  /** How often a log that nobody writes here is looked at: another process may write it. */
  pollMilliseconds: number;
  /** The last reader has left, and there is no stream. */
  onUnused: () => void;
  onFailure: (error: unknown) => void;
}

/**
 * The events of a conversation for readers who stay while its loop comes and goes. While a session runs they follow
 * its stream, else the store. Each reader has a cursor of its own, so neither change loses or repeats an event.
 */
export class LiveFeed implements ConversationFeed {
  readonly #options: LiveFeedOptions;
  readonly #readers = new Set<FeedReader>();
  readonly #deltas = new GatheredDeltas((delta) => this.#tell(delta));
  #store: Promise<EventStore> | undefined;
  #stream: EventStream | undefined;
  #unlisten: () => void = () => undefined;
  /** What holds until something else is said. */
  #standing: Notice | undefined;
  #subscriptions = 0;
  #holders = 0;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  get used(): boolean {
    return this.#readers.size > 0 || this.#holders > 0 || this.#stream !== undefined;
  }

  /** Keeps it from being retired before there is a reader or a stream, until it is disposed of. */
  hold(): Disposable {
    this.#holders += 1;
    return {
      [Symbol.dispose]: () => {
        this.#holders -= 1;
        this.#retireIfUnused();
      },
    };
  }

  async latestId(): Promise<number> {
    if (this.#stream !== undefined) return this.#stream.latestId;
    using _held = this.hold();
    const [last] = await readPage(await this.#opened(), { limit: 1, reverse: true });
    return last?.id ?? -1;
  }

  subscribe(subscription: FeedSubscription): () => void {
    const { pollMilliseconds, onFailure } = this.#options;
    this.#subscriptions += 1;
    const reader = new FeedReader(subscription, {
      name: `feed-${this.#subscriptions}`,
      stream: () => this.#stream,
      page: async (from, limit) => readPage(await this.#opened(), { from, limit }),
      beforeEvent: () => this.#deltas.flush(),
      pollMilliseconds,
      onFailure,
    });
    this.#readers.add(reader);
    if (this.#standing !== undefined) reader.notify(this.#standing);
    void reader.run().finally(() => this.#leave(reader));
    return () => {
      reader.close();
      this.#leave(reader);
    };
  }

  /** Readers follow this stream from now on, until it is detached. */
  attach(stream: EventStream): void {
    this.#stream = stream;
    this.#unlisten = stream.onEphemeral((delta) => this.#deltas.add(delta));
    this.#signal();
  }

  /** To be called when the stream has been closed. */
  detach(): void {
    this.#unlisten();
    this.#deltas.flush();
    this.#stream = undefined;
    this.#signal();
    this.#retireIfUnused();
  }

  /** Tells every reader; `standing` also those who come later, until another one takes its place. */
  notify(notice: Notice, options: { standing?: boolean } = {}): void {
    if (options.standing === true) this.#standing = notice;
    for (const reader of this.#readers) reader.notify(notice);
  }

  /** Nothing holds any more of what was said. */
  clearStanding(): void {
    this.#standing = undefined;
  }

  /** No more events will come. */
  end(reason: CapstanError): void {
    for (const reader of this.#readers) reader.end(reason);
  }

  #tell(delta: EphemeralDelta): void {
    for (const reader of this.#readers) reader.tell(delta);
  }

  #leave(reader: FeedReader): void {
    this.#readers.delete(reader);
    this.#retireIfUnused();
  }

  #retireIfUnused(): void {
    if (this.used) return;
    const store = this.#store;
    this.#store = undefined;
    store?.then((opened) => opened.close()).catch((error: unknown) => this.#options.onFailure(error));
    this.#options.onUnused();
  }

  #opened(): Promise<EventStore> {
    this.#store ??= this.#options.openStore().catch((error: unknown) => {
      this.#store = undefined;
      throw error;
    });
    return this.#store;
  }

  #signal(): void {
    for (const reader of this.#readers) reader.wake();
  }
}
