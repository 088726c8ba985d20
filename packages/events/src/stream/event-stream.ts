import { CapstanError, messageOf, type Event, type EventDraft, type EventSource } from '@capstan/protocol';
import { readLog, readPage, type ReadRequest } from '../reading/read-log.ts';
import { eventOf } from '../record/event-of.ts';
import { recordOf } from '../record/record-of.ts';
import { SecretRedactor, type Secrets } from '../redaction/secret-redactor.ts';
import type { EventStore, PageRequest } from '../store/event-store.ts';
import { APPEND_LIMITS, AppendQueue, type AppendLimits } from './append-queue.ts';
import { Appended } from './appended.ts';
import { EphemeralRedactor, type EphemeralDelta, type EphemeralHandler } from './ephemeral.ts';
import { LogClock } from './log-clock.ts';
import { warnOfFailure, type FailureReporter } from './stream-failure.ts';
import type { SubscribeOptions, SubscriberRef } from './subscribe-options.ts';
import { Subscription } from './subscription.ts';
import { withinSeconds } from './within-seconds.ts';

export interface EventStreamOptions {
  /** Unix milliseconds. */
  clock?: () => number;
  /** Secrets by name, to be masked in everything that is appended or published. */
  secrets?: Secrets;
  /** Told what goes wrong in subscribers and in the store; by default a process warning. */
  onFailure?: FailureReporter;
  limits?: Partial<AppendLimits>;
}

/** How a stream ended. */
export interface CloseReport {
  /** Subscribers that were not done in time, and where they stood. */
  unfinished: SubscriberRef[];
  /** Events that were appended and did not become durable. */
  lost: number;
}

const CLOSE_SECONDS = 5;

/**
 * The log of one conversation while it is alive: the one writer of its store. An event gets its id at once, is
 * made durable together with others, and only then goes to the subscribers.
 */
export class EventStream {
  readonly #store: EventStore;
  readonly #clock: LogClock;
  readonly #queue: AppendQueue;
  readonly #report: FailureReporter;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #ephemeral = new Set<EphemeralHandler>();
  readonly #ephemeralRedactor: EphemeralRedactor;
  /** The secrets that this stream masks; to be added to at any time. */
  readonly redactor: SecretRedactor;
  #nextId: number;
  #durableEnd: number;
  #closing: Promise<CloseReport> | undefined;

  private constructor(store: EventStore, last: Event | undefined, options: EventStreamOptions) {
    this.#store = store;
    this.#clock = new LogClock(options.clock ?? Date.now, last?.timestamp);
    this.#report = options.onFailure ?? warnOfFailure;
    this.redactor = new SecretRedactor(options.secrets);
    this.#ephemeralRedactor = new EphemeralRedactor(this.redactor);
    this.#nextId = store.nextId;
    this.#durableEnd = store.nextId;
    this.#queue = new AppendQueue(
      store,
      { onDurable: (events) => this.#deliver(events), onFailed: (error) => this.#fail(error) },
      { ...APPEND_LIMITS, ...options.limits },
    );
  }

  /** Goes on where the store ends. The store stays the caller's: close it after the stream. */
  static async open(store: EventStore, options: EventStreamOptions = {}): Promise<EventStream> {
    const [last] = await readPage(store, { limit: 1, reverse: true });
    return new EventStream(store, last, options);
  }

  get conversationId(): string {
    return this.#store.conversationId;
  }

  /** The id that the next event gets. */
  get nextId(): number {
    return this.#nextId;
  }

  /** The id of the last durable event, -1 in an empty log. */
  get latestId(): number {
    return this.#durableEnd - 1;
  }

  /**
   * Puts an event at the end of the log. Gives its id at once; see `Appended.durable` for when it is safe. The
   * draft belongs to the stream from then on. Throws `stream_closed`, `stream_overloaded` if the storage does
   * not keep up, or the storage error once the log cannot be written.
   */
  append(draft: EventDraft, source: EventSource): Appended {
    if (this.#closing !== undefined) throw new CapstanError('stream_closed', 'The stream was closed');
    this.#queue.admit();
    const stamped: Event = {
      ...draft,
      id: this.#nextId,
      timestamp: this.#clock.next(),
      source,
      message: messageOf(draft),
    };
    const event = frozen(this.redactor.event(stamped));
    const written = this.#queue.add(recordOf(event), event);
    this.#nextId += 1;
    if (source === 'agent') this.#ephemeralRedactor.nextAnswer();
    return new Appended(event, written);
  }

  /** Gives events to a subscriber, past ones first if `after` is given. Returns the way to end it. */
  subscribe(options: SubscribeOptions): () => void {
    if (this.#closing !== undefined) throw new CapstanError('stream_closed', 'The stream was closed');
    const key = `${options.id} ${options.callbackId ?? ''}`;
    if (this.#subscriptions.has(key)) throw new CapstanError('internal', `Subscribed twice: ${key.trim()}`);
    const subscription = new Subscription(options, {
      durableEnd: () => this.#durableEnd,
      page: (request) => readPage(this.#store, request),
      report: (subscriber, error) => this.#report({ type: 'subscriber', subscriber, error }),
    });
    this.#subscriptions.set(key, subscription);
    if (this.#queue.failure !== undefined) subscription.end(this.#queue.failure);
    else subscription.start();
    return () => {
      subscription.close();
      if (this.#subscriptions.get(key) === subscription) this.#subscriptions.delete(key);
    };
  }

  /** Tells what happens right now to whoever listens. Nothing of it is stored. */
  publishEphemeral(delta: EphemeralDelta): void {
    if (this.#ephemeral.size === 0 || this.#closing !== undefined) return;
    const masked = this.#ephemeralRedactor.redact(delta);
    for (const handler of this.#ephemeral) {
      try {
        handler(masked);
      } catch (error) {
        this.#report({ type: 'ephemeral', error });
      }
    }
  }

  /** Returns the way to end it. */
  onEphemeral(handler: EphemeralHandler): () => void {
    this.#ephemeral.add(handler);
    return () => void this.#ephemeral.delete(handler);
  }

  /** Durable events, in order. */
  events(request: ReadRequest = {}): AsyncGenerator<Event, void> {
    return readLog(this.#store, { ...request, to: Math.min(request.to ?? this.latestId, this.latestId) });
  }

  /** One page of durable events. */
  async page(request: PageRequest): Promise<Event[]> {
    const to = Math.min(request.to ?? this.latestId, this.latestId);
    return to < 0 ? [] : readPage(this.#store, { ...request, to });
  }

  /** The durable event with this id. */
  async get(id: number): Promise<Event | undefined> {
    const record = id > this.latestId ? undefined : await this.#store.get(id);
    return record === undefined ? undefined : eventOf(record);
  }

  /**
   * Takes no more events, waits until what was appended is durable and every subscriber has seen it, but not
   * longer than given. Says what is not done; never rejects.
   */
  close({ timeoutSeconds = CLOSE_SECONDS }: { timeoutSeconds?: number } = {}): Promise<CloseReport> {
    return (this.#closing ??= this.#close(timeoutSeconds));
  }

  async #close(timeoutSeconds: number): Promise<CloseReport> {
    await withinSeconds(this.#drain(), timeoutSeconds);
    const subscriptions = [...this.#subscriptions.values()];
    const unfinished = subscriptions.filter((one) => !one.idle).map((one) => one.ref);
    for (const subscription of subscriptions) subscription.close();
    this.#subscriptions.clear();
    this.#ephemeral.clear();
    return { unfinished, lost: this.#queue.pendingEvents };
  }

  async #drain(): Promise<void> {
    await this.#queue.idle();
    await Promise.all([...this.#subscriptions.values()].map((one) => one.drained()));
  }

  #deliver(events: readonly Event[]): void {
    this.#durableEnd += events.length;
    for (const subscription of this.#subscriptions.values()) subscription.offer(events);
  }

  #fail(error: CapstanError): void {
    this.#report({ type: 'store', error });
    for (const subscription of this.#subscriptions.values()) subscription.end(error);
  }
}

/** All subscribers are given the same object, so none may change it. */
function frozen<E extends Event>(event: E): E {
  if (event.action !== undefined) Object.freeze(event.args);
  else if (event.observation !== undefined) Object.freeze(event.extras);
  return Object.freeze(event);
}
