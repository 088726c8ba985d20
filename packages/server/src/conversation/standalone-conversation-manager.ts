import { CapstanError, type JsonObject, type RuntimeStatus } from '@capstan/protocol';
import { reapOrphans } from '@capstan/runtime';
import { isAlive } from '@capstan/storage';
import type { ExtensionContext } from '../server-context.ts';
import type { AgentSession } from '../session/agent-session.ts';
import { failureNotice, statusNotice, titleNotice } from '../session/session-notices.ts';
import { SessionOpener } from '../session/session-opener.ts';
import { runtimeStateFolder } from '../session/session-runtime.ts';
import type { AgentLoopInfo } from './agent-loop-info.ts';
import { Attachments } from './attachments.ts';
import { Connections, matches } from './connections.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import type { ConversationManager, LoopFilter } from './conversation-manager.ts';
import { Feeds } from './feeds.ts';
import { LiveSessions, recordOf } from './live-sessions.ts';
import { endOrphans } from './orphans.ts';
import { restore } from './restoration.ts';
import type { ServerConversation } from './server-conversation.ts';
import type { CompletionMessage, StartRequest } from './start-request.ts';
import { userAction } from './user-action.ts';

const SWEEP_MILLISECONDS = 15_000;

/** Runs the loops of all conversations in this process. */
export class StandaloneConversationManager implements ConversationManager {
  readonly #context: ExtensionContext;
  readonly #opener: SessionOpener;
  readonly #sessions: LiveSessions;
  readonly #attachments: Attachments;
  readonly #connections = new Connections();
  readonly #feeds: Feeds;
  readonly #exiting = new AbortController();
  #entered: Promise<void> = Promise.resolve();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(context: ExtensionContext) {
    this.#context = context;
    this.#feeds = new Feeds(context);
    this.#opener = new SessionOpener(context, (conversationId, status) =>
      this.#onRuntime(conversationId, status),
    );
    this.#sessions = new LiveSessions({
      context,
      opener: this.#opener,
      feeds: this.#feeds,
      detach: (conversationId, options) => this.#attachments.releaseUnheld(conversationId, options),
    });
    this.#attachments = new Attachments({
      openStore: (conversationId) => context.storage.open(conversationId, { create: true }),
      acquireRuntime: async (conversationId) =>
        this.#opener.acquireRuntime(await recordOf(context, conversationId)),
      releaseRuntime: (conversationId, { keep }) => this.#releaseAttached(conversationId, keep),
      onFailure: (conversationId, error) =>
        context.log.warn({ conversationId, error }, 'A conversation could not be attached to'),
    });
  }

  enter(): Promise<void> {
    this.#entered = this.#enter();
    return this.#entered;
  }

  async exit(): Promise<void> {
    this.#exiting.abort();
    // Whoever called `enter` has been told if that failed.
    await this.#entered.catch(() => undefined);
    clearInterval(this.#sweeper);
    // First: whether a sandbox is kept is for its session to say, which has to be the last to leave it.
    await this.#attachments.releaseAll();
    await this.#sessions.end();
    this.#feeds.end(new CapstanError('stream_closed', 'The server ends'));
  }

  async attachToConversation(
    conversationId: string,
    userId: string | null,
  ): Promise<ServerConversation | null> {
    const record = await this.#context.storage.conversations.get(conversationId);
    if (record === undefined || this.#exiting.signal.aborted) return null;
    return this.#attachments.attach(conversationId, userId);
  }

  detachFromConversation(conversation: ServerConversation): Promise<void> {
    this.#attachments.detach(conversation);
    return Promise.resolve();
  }

  async joinConversation(
    conversationId: string,
    connectionId: string,
    request: StartRequest,
  ): Promise<AgentLoopInfo> {
    // At once: a client that is gone again in a moment must not be added after it was removed.
    this.#connections.add(connectionId, { conversationId, userId: request.userId });
    try {
      return await this.maybeStartAgentLoop(conversationId, request);
    } catch (error) {
      this.#connections.remove(connectionId);
      throw error;
    }
  }

  disconnectFromSession(connectionId: string): Promise<void> {
    this.#connections.remove(connectionId);
    return Promise.resolve();
  }

  isAgentLoopRunning(conversationId: string): Promise<boolean> {
    return Promise.resolve(this.#sessions.get(conversationId) !== undefined);
  }

  getRunningAgentLoops(filter: LoopFilter = {}): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.#matching(filter).map((session) => session.conversationId)));
  }

  getConnections(filter: LoopFilter = {}): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(this.#connections.matching(filter));
  }

  getAgentLoopInfo(filter: LoopFilter = {}): Promise<AgentLoopInfo[]> {
    return Promise.resolve(this.#matching(filter).map((session) => this.#infoOf(session)));
  }

  getAgentSession(conversationId: string): AgentSession | null {
    return this.#sessions.get(conversationId) ?? null;
  }

  async maybeStartAgentLoop(conversationId: string, request: StartRequest): Promise<AgentLoopInfo> {
    const session = await this.#sessions.use(conversationId, request, async (opened) => {
      if (request.message !== undefined) await opened.say(request.message);
      return opened;
    });
    return this.#infoOf(session);
  }

  async sendToEventStream(connectionId: string, data: JsonObject): Promise<{ id: number }> {
    const conversationId = this.#connections.conversationOf(connectionId);
    if (conversationId === undefined) {
      throw new CapstanError(
        'conversation_not_running',
        `The connection ${connectionId} belongs to no conversation`,
      );
    }
    return this.sendEventToConversation(conversationId, data);
  }

  /** Starts the loop where it does not run: what a person says is never refused for that. */
  async sendEventToConversation(conversationId: string, data: JsonObject): Promise<{ id: number }> {
    const draft = userAction(data);
    const { userId } = this.#sessions.get(conversationId) ?? (await recordOf(this.#context, conversationId));
    return this.#sessions.use(conversationId, { userId }, (session) => session.append(draft));
  }

  async closeSession(conversationId: string): Promise<void> {
    await this.#sessions.stop(conversationId);
  }

  async deleteConversation(conversationId: string): Promise<boolean> {
    for (;;) {
      await this.#sessions.stop(conversationId);
      const removal = this.#sessions.whileUnused(conversationId, () => this.#remove(conversationId));
      if (removal !== undefined) return removal;
    }
  }

  feed(conversationId: string): ConversationFeed {
    return this.#feeds.lasting(conversationId);
  }

  tellTitle(conversationId: string, title: string): void {
    this.#feeds.used(conversationId)?.notify(titleNotice(conversationId, title));
  }

  async requestLlmCompletion(
    conversationId: string,
    serviceId: string,
    messages: readonly CompletionMessage[],
    signal?: AbortSignal,
  ): Promise<string> {
    const session = await this.#sessions.settled(conversationId);
    if (session === undefined) {
      throw new CapstanError('conversation_not_running', `Conversation ${conversationId} does not run`);
    }
    this.#context.log.debug({ conversationId, serviceId }, 'A completion beside the agent');
    return session.complete(messages, signal);
  }

  async #enter(): Promise<void> {
    const { storage, config, log } = this.#context;
    await restore({
      storage,
      log,
      resume: config.conversations.resumeOnStart,
      signal: this.#exiting.signal,
      whileUnused: (conversationId, work) => this.#sessions.whileUnused(conversationId, work),
      start: async ({ conversationId, userId }) => {
        await this.maybeStartAgentLoop(conversationId, { userId });
      },
      onFailure: (conversationId, failure) =>
        this.#feeds.of(conversationId).notify(failureNotice(failure), { standing: true }),
    });
    if (this.#exiting.signal.aborted) return;
    await endOrphans({
      folder: runtimeStateFolder(config.home),
      storage,
      log,
      inUse: (id) => this.#sessions.isUsed(id) || this.#attachments.has(id),
    });
    if (this.#exiting.signal.aborted) return;
    this.#sweeper = setInterval(() => void this.#sweep(), SWEEP_MILLISECONDS).unref();
  }

  /** Rejects with `conversation_busy` while another process runs it. */
  async #remove(conversationId: string): Promise<boolean> {
    const { storage, config } = this.#context;
    const lease = await storage.leases.acquire(conversationId);
    let removed: boolean;
    try {
      removed = await storage.conversations.delete(conversationId);
    } finally {
      await storage.leases.release(lease);
    }
    // Nobody can attach to it from here on.
    await this.#attachments.release(conversationId);
    await reapOrphans(runtimeStateFolder(config.home), (id) => (id === conversationId ? 'forget' : 'keep'));
    await this.#opener.removeWorkspace(conversationId);
    this.#connections.removeAllOf(conversationId);
    const gone = new CapstanError('conversation_not_found', `Conversation ${conversationId} was deleted`);
    this.#feeds.used(conversationId)?.end(gone);
    return removed;
  }

  #infoOf(session: AgentSession): AgentLoopInfo {
    return {
      conversationId: session.conversationId,
      url: `/api/conversations/${session.conversationId}`,
      sessionApiKey: null,
      eventStorage: this.#context.storage,
      status: session.status,
      runtimeStatus: session.runtimeStatus,
    };
  }

  #matching(filter: LoopFilter): AgentSession[] {
    return this.#sessions.all().filter((session) => matches(filter, session));
  }

  #onRuntime(conversationId: string, status: RuntimeStatus): void {
    this.#feeds.used(conversationId)?.notify(statusNotice(status));
  }

  /** Somebody else's process may run the conversation in the sandbox that was found. */
  async #releaseAttached(conversationId: string, keep: boolean): Promise<void> {
    const owner = await this.#context.storage.leases.owner(conversationId);
    const isTheirs = owner !== undefined && owner.pid !== process.pid && isAlive(owner);
    await this.#opener.releaseRuntime(conversationId, { keep: keep || isTheirs });
  }

  async #sweep(): Promise<void> {
    const { closeDelaySeconds } = this.#context.config.conversations;
    if (closeDelaySeconds === 0) return;
    const before = Date.now() - closeDelaySeconds * 1000;
    const stale = this.#sessions
      .all()
      .filter(
        (session) =>
          session.idle &&
          session.lastActive < before &&
          !this.#connections.isConnected(session.conversationId),
      );
    await Promise.all(stale.map((session) => this.#sessions.close(session)));
  }
}
