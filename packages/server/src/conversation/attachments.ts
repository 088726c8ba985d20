import type { EventStore } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import type { PooledRuntime } from '../session/pooled-runtime.ts';
import type { ServerConversation } from './server-conversation.ts';

/** How long what somebody has let go of is kept for the next one. */
const LINGER_MILLISECONDS = 15_000;

export interface AttachmentSources {
  openStore: (conversationId: string) => Promise<EventStore>;
  acquireRuntime: (conversationId: string) => Promise<PooledRuntime>;
  releaseRuntime: (conversationId: string, options: { keep: boolean }) => Promise<void>;
  onFailure: (conversationId: string, error: unknown) => void;
}

interface Attachment {
  opening: Promise<ServerConversation | null>;
  /** Null until it is open. */
  conversation: ServerConversation | null;
  users: number;
  timer?: NodeJS.Timeout;
}

/**
 * Conversations that routes have taken hold of, each opened once however many hold it. One that nobody holds any more
 * lingers, since requests come in bursts.
 */
export class Attachments {
  readonly #sources: AttachmentSources;
  readonly #attached = new Map<string, Attachment>();

  constructor(sources: AttachmentSources) {
    this.#sources = sources;
  }

  has(conversationId: string): boolean {
    return this.#attached.has(conversationId);
  }

  /** Null when the runtime cannot be had. */
  async attach(conversationId: string, userId: string | null): Promise<ServerConversation | null> {
    let attachment = this.#attached.get(conversationId);
    if (attachment === undefined) {
      attachment = { opening: this.#open(conversationId, userId), conversation: null, users: 0 };
      this.#attached.set(conversationId, attachment);
    }
    clearTimeout(attachment.timer);
    attachment.users += 1;
    try {
      attachment.conversation = await attachment.opening;
      if (attachment.conversation === null) this.#forget(conversationId, attachment);
      return attachment.conversation;
    } catch (error) {
      this.#forget(conversationId, attachment);
      throw error;
    }
  }

  detach(conversation: ServerConversation): void {
    const { conversationId } = conversation;
    const attachment = this.#attached.get(conversationId);
    // It may have been released under its users, and attached anew by others.
    if (attachment?.conversation !== conversation) return;
    attachment.users -= 1;
    if (attachment.users > 0) return;
    attachment.timer = setTimeout(() => void this.release(conversationId), LINGER_MILLISECONDS).unref();
  }

  /** Lets go at once of a conversation that only lingers. With `keep` its sandbox is left to whoever comes next. */
  async releaseUnheld(conversationId: string, options: { keep: boolean }): Promise<void> {
    if (this.#attached.get(conversationId)?.users === 0) await this.release(conversationId, options);
  }

  /** Lets go of a conversation at once, whoever holds it. */
  async release(conversationId: string, { keep } = { keep: false }): Promise<void> {
    const attachment = this.#attached.get(conversationId);
    if (attachment === undefined) return;
    this.#forget(conversationId, attachment);
    try {
      const conversation = await attachment.opening;
      if (conversation === null) return;
      await conversation.events.close();
      await this.#sources.releaseRuntime(conversationId, { keep });
    } catch (error) {
      this.#sources.onFailure(conversationId, error);
    }
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#attached.keys()].map((conversationId) => this.release(conversationId)));
  }

  #forget(conversationId: string, attachment: Attachment): void {
    clearTimeout(attachment.timer);
    if (this.#attached.get(conversationId) === attachment) this.#attached.delete(conversationId);
  }

  async #open(conversationId: string, userId: string | null): Promise<ServerConversation | null> {
    const runtime = await this.#sources.acquireRuntime(conversationId);
    try {
      await runtime.start();
      const events = await this.#sources.openStore(conversationId);
      return { conversationId, userId, events, runtime };
    } catch (error) {
      await this.#sources.releaseRuntime(conversationId, { keep: false });
      if (!CapstanError.is(error)) throw error;
      this.#sources.onFailure(conversationId, error);
      return null;
    }
  }
}
