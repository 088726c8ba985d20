import type { EventStore } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import type { ExtensionContext } from '../server-context.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import { LiveFeed } from './live-feed.ts';

/** How often the log of a conversation is looked at that may be written by another process. */
const POLL_MILLISECONDS = 1_000;

/** The feeds of conversations that somebody follows, or that are running. */
export class Feeds {
  readonly #context: Pick<ExtensionContext, 'storage' | 'log'>;
  readonly #byConversation = new Map<string, LiveFeed>();

  constructor(context: Pick<ExtensionContext, 'storage' | 'log'>) {
    this.#context = context;
  }

  of(conversationId: string): LiveFeed {
    const known = this.#byConversation.get(conversationId);
    if (known !== undefined) return known;
    const { log } = this.#context;
    const feed = new LiveFeed({
      openStore: () => this.#openStore(conversationId),
      pollMilliseconds: POLL_MILLISECONDS,
      onUnused: () => {
        if (this.#byConversation.get(conversationId) === feed) this.#byConversation.delete(conversationId);
      },
      onFailure: (error) => log.warn({ conversationId, error }, 'A reader of a conversation has failed'),
    });
    this.#byConversation.set(conversationId, feed);
    return feed;
  }

  /** For whoever keeps it: each use finds the feed that is in use at that time. */
  lasting(conversationId: string): ConversationFeed {
    return {
      latestId: () => this.of(conversationId).latestId(),
      subscribe: (subscription) => this.of(conversationId).subscribe(subscription),
    };
  }

  /** Undefined when nobody would hear. */
  used(conversationId: string): LiveFeed | undefined {
    return this.#byConversation.get(conversationId);
  }

  end(reason: CapstanError): void {
    for (const feed of this.#byConversation.values()) feed.end(reason);
  }

  /** A log is made for a conversation that has none yet, but not for one that is gone. */
  async #openStore(conversationId: string): Promise<EventStore> {
    const { storage } = this.#context;
    if ((await storage.conversations.get(conversationId)) === undefined) {
      throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
    }
    return storage.open(conversationId, { create: true });
  }
}
