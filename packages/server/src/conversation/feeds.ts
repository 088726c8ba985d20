import type { CapstanError } from '@capstan/protocol';
import type { ExtensionContext } from '../server-context.ts';
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
    const { storage, log } = this.#context;
    const feed = new LiveFeed({
      openStore: () => storage.open(conversationId, { create: true }),
      pollMilliseconds: POLL_MILLISECONDS,
      onUnused: () => {
        if (this.#byConversation.get(conversationId) === feed) this.#byConversation.delete(conversationId);
      },
      onFailure: (error) => log.warn({ conversationId, error }, 'A reader of a conversation has failed'),
    });
    this.#byConversation.set(conversationId, feed);
    return feed;
  }

  /** Undefined when nobody would hear. */
  used(conversationId: string): LiveFeed | undefined {
    return this.#byConversation.get(conversationId);
  }

  end(reason: CapstanError): void {
    for (const feed of this.#byConversation.values()) feed.end(reason);
  }
}
