import type { Event } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import type { ConversationFeed } from '../../conversation/conversation-feed.ts';
import type { EventTexts } from '../event-texts.ts';
import type { Outlet } from '../outlet.ts';
import { ohEvent } from './socket-packet.ts';
import { WireRule } from './wire-rule.ts';

export interface SocketFollowerOptions {
  feed: ConversationFeed;
  /** The last event that the client has. */
  after: number;
  /** The last event of the log at this moment. */
  historyEnd: number;
  outlet: Outlet;
  texts: EventTexts;
  /** No more events will come. */
  onEnd: () => void;
}

/** More is not said while somebody connects. */
const EARLY_NOTICES = 100;

/**
 * Gives a Socket.IO client the history of a conversation, then what happens. It listens from the beginning, so that
 * nothing is missed that is said while the loop starts, and speaks once it is opened. A client that is far behind is
 * given the events from the store, for as long as it reads at all.
 */
export class SocketFollower {
  readonly #options: SocketFollowerOptions;
  readonly #rule: WireRule;
  readonly #unsubscribe: () => void;
  readonly #opened = Promise.withResolvers<void>();
  #early: Notice[] | undefined = [];
  #closed = false;

  constructor(options: SocketFollowerOptions) {
    this.#options = options;
    this.#rule = new WireRule(options.historyEnd);
    this.#unsubscribe = options.feed.subscribe({
      // A cursor beyond the end is of another log.
      after: Math.min(options.after, options.historyEnd),
      onEvent: (event) => this.#onEvent(event),
      onNotice: (notice) => this.#onNotice(notice),
      onEnd: ({ message }) => {
        this.#onNotice({ error: true, message });
        options.onEnd();
      },
    });
  }

  /** The client is connected. */
  open(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const notice of early) void this.say(notice);
    this.#opened.resolve();
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#opened.resolve();
  }

  /** Tells this client alone. */
  say(notice: Notice): Promise<void> | undefined {
    return this.#options.outlet.write(ohEvent(JSON.stringify(notice)));
  }

  #onEvent(event: Event): Promise<void> | undefined {
    if (this.#early === undefined) return this.#send(event);
    return this.#opened.promise.then(() => this.#send(event));
  }

  #onNotice(notice: Notice): void {
    if (this.#closed) return;
    if (this.#early === undefined) void this.say(notice);
    else if (this.#early.length < EARLY_NOTICES) this.#early.push(notice);
  }

  #send(event: Event): Promise<void> | undefined {
    if (this.#closed) return undefined;
    const { outlet, texts } = this.#options;
    let room: Promise<void> | undefined;
    for (const { event: sent, asAgent } of this.#rule.next(event)) {
      room = outlet.write(ohEvent(asAgent ? texts.textOfAgent(sent) : texts.text(sent)));
    }
    return room;
  }
}
