import { CapstanError, type JsonObject, type RuntimeStatus } from '@capstan/protocol';
import { reapOrphans } from '@capstan/runtime';
import { isAlive, type Conversation } from '@capstan/storage';
import type { ExtensionContext } from '../server-context.ts';
import type { AgentSession } from '../session/agent-session.ts';
import { failureNotice, queueNotice, statusNotice, titleNotice } from '../session/session-notices.ts';
import { SessionOpener } from '../session/session-opener.ts';
import { runtimeStateFolder } from '../session/session-runtime.ts';
import { admit } from './admission.ts';
import type { AgentLoopInfo } from './agent-loop-info.ts';
import { Attachments } from './attachments.ts';
import { Connections, matches } from './connections.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import type { ConversationManager, LoopFilter } from './conversation-manager.ts';
import { Feeds } from './feeds.ts';
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
  readonly #attachments: Attachments;
  readonly #connections = new Connections();
  readonly #sessions = new Map<string, AgentSession>();
  /** Conversations whose session is being opened, or being closed: whoever wants them waits. */
  readonly #opening = new Map<string, Promise<AgentSession>>();
  readonly #closing = new Map<string, Promise<void>>();
  readonly #feeds: Feeds;
  #sweeper: NodeJS.Timeout | undefined;
  #exiting = false;
  #placing = false;

  constructor(context: ExtensionContext) {
    this.#context = context;
    this.#feeds = new Feeds(context);
    this.#opener = new SessionOpener(context, (conversationId, status) =>
      this.#onRuntime(conversationId, status),
    );
    this.#attachments = new Attachments({
      openStore: (conversationId) => context.storage.open(conversationId, { create: true }),
      acquireRuntime: async (conversationId) =>
        this.#opener.acquireRuntime(await this.#record(conversationId)),
      releaseRuntime: (conversationId) => this.#releaseAttached(conversationId),
      onFailure: (conversationId, error) =>
        context.log.warn({ conversationId, error }, 'A conversation could not be attached to'),
    });
  }

  async enter(): Promise<void> {
    const { storage, config, log } = this.#context;
    await restore({
      storage,
      log,
      resume: config.conversations.resumeOnStart,
      start: async ({ conversationId, userId }) => {
        await this.maybeStartAgentLoop(conversationId, { userId });
      },
      onFailure: (conversationId, failure) =>
        this.#feeds.of(conversationId).notify(failureNotice(failure), { standing: true }),
    });
    await endOrphans({
      folder: runtimeStateFolder(config.home),
      storage,
      log,
      inUse: (id) => this.#sessions.has(id) || this.#attachments.has(id),
    });
    this.#sweeper = setInterval(() => void this.#sweep(), SWEEP_MILLISECONDS).unref();
  }

  async exit(): Promise<void> {
    this.#exiting = true;
    clearInterval(this.#sweeper);
    await Promise.allSettled(this.#opening.values());
    await Promise.all([...this.#sessions.keys()].map((id) => this.#close(id, { keep: true })));
    await Promise.all(this.#closing.values());
    await this.#attachments.releaseAll();
    this.#feeds.end(new CapstanError('stream_closed', 'The server ends'));
  }

  async attachToConversation(
    conversationId: string,
    userId: string | null,
  ): Promise<ServerConversation | null> {
    const record = await this.#context.storage.conversations.get(conversationId);
    return record === undefined ? null : this.#attachments.attach(conversationId, userId);
  }

  detachFromConversation({ conversationId }: ServerConversation): Promise<void> {
    this.#attachments.detach(conversationId);
    return Promise.resolve();
  }

  async joinConversation(
    conversationId: string,
    connectionId: string,
    request: StartRequest,
  ): Promise<AgentLoopInfo> {
    const { userId } = await this.#record(conversationId);
    this.#connections.add(connectionId, { conversationId, userId });
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
    return Promise.resolve(this.#sessions.has(conversationId));
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
    const running = await this.#settled(conversationId);
    if (running !== undefined) {
      if (request.message !== undefined) await running.say(request.message);
      return this.#infoOf(running);
    }
    // While this one waited, another one may have begun to open it.
    if (this.#underWay(conversationId) !== undefined || this.#sessions.has(conversationId)) {
      return this.maybeStartAgentLoop(conversationId, request);
    }
    if (this.#exiting) throw new CapstanError('stream_closed', 'The server is about to end');
    const opening = this.#open(conversationId, request);
    this.#opening.set(conversationId, opening);
    try {
      const session = await opening;
      return this.#infoOf(session);
    } finally {
      this.#opening.delete(conversationId);
      this.#place();
    }
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
    let session = await this.#settled(conversationId);
    if (session === undefined) {
      const { userId } = await this.#record(conversationId);
      await this.maybeStartAgentLoop(conversationId, { userId });
      session = await this.#settled(conversationId);
    }
    if (session === undefined) {
      throw new CapstanError(
        'conversation_not_running',
        `Conversation ${conversationId} could not be started`,
      );
    }
    return session.append(draft);
  }

  async closeSession(conversationId: string): Promise<void> {
    const session = await this.#settled(conversationId);
    if (session === undefined) return;
    await session.stop();
    await this.#close(conversationId, { keep: false });
    this.#connections.removeAllOf(conversationId);
  }

  async deleteConversation(conversationId: string): Promise<boolean> {
    const { storage, config } = this.#context;
    await this.closeSession(conversationId);
    await this.#attachments.release(conversationId);
    const removed = await storage.conversations.delete(conversationId);
    await reapOrphans(runtimeStateFolder(config.home), (id) => (id === conversationId ? 'forget' : 'keep'));
    await this.#opener.removeWorkspace(conversationId);
    const gone = new CapstanError('conversation_not_found', `Conversation ${conversationId} was deleted`);
    this.#feeds.used(conversationId)?.end(gone);
    return removed;
  }

  feed(conversationId: string): ConversationFeed {
    return this.#feeds.of(conversationId);
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
    const session = await this.#settled(conversationId);
    if (session === undefined) {
      throw new CapstanError('conversation_not_running', `Conversation ${conversationId} does not run`);
    }
    this.#context.log.debug({ conversationId, serviceId }, 'A completion beside the agent');
    return session.complete(messages, signal);
  }

  /** The session, once what is under way with it is over. */
  async #settled(conversationId: string): Promise<AgentSession | undefined> {
    for (;;) {
      const underWay = this.#underWay(conversationId);
      if (underWay === undefined) return this.#sessions.get(conversationId);
      await underWay.then(
        () => undefined,
        () => undefined,
      );
    }
  }

  #underWay(conversationId: string): Promise<unknown> | undefined {
    return this.#opening.get(conversationId) ?? this.#closing.get(conversationId);
  }

  async #open(conversationId: string, request: StartRequest): Promise<AgentSession> {
    const record = await this.#record(conversationId);
    const feed = this.#feeds.of(conversationId);
    feed.clearStanding();
    const session = await this.#opener.open(record, request, {
      feed,
      onChange: () => this.#onChange(session),
    });
    this.#sessions.set(conversationId, session);
    await this.#context.storage.conversations.update(conversationId, { status: 'STARTING' });
    return session;
  }

  #close(conversationId: string, { keep }: { keep: boolean }): Promise<void> {
    const session = this.#sessions.get(conversationId);
    if (session === undefined) return this.#closing.get(conversationId) ?? Promise.resolve();
    this.#sessions.delete(conversationId);
    const closed = this.#end(session, keep).finally(() => {
      this.#closing.delete(conversationId);
      this.#place();
    });
    this.#closing.set(conversationId, closed);
    return closed;
  }

  /** With `keep`, one that had work left goes on at the next start of the server, in the sandbox it has. */
  async #end(session: AgentSession, keep: boolean): Promise<void> {
    const { storage, log } = this.#context;
    const { conversationId } = session;
    const failed = session.phase === 'failed';
    const goesOn = keep && !session.idle;
    try {
      await session.close();
    } catch (error) {
      log.error({ conversationId, error }, 'A session did not close as it should');
    }
    try {
      const status = goesOn ? 'RUNNING' : failed ? 'ERROR' : 'STOPPED';
      await storage.conversations.update(conversationId, { status });
      await this.#opener.releaseRuntime(conversationId, { keep: goesOn });
    } catch (error) {
      log.error({ conversationId, error }, 'A conversation was not closed as it should');
    }
  }

  #onChange(session: AgentSession): void {
    if (session.phase === 'failed') void this.#close(session.conversationId, { keep: false });
    else this.#place();
  }

  /** Gives places to those who wait, and asks the idle to make room for the rest. */
  #place(): void {
    // Closing a session asks again.
    if (this.#placing || this.#exiting) return;
    this.#placing = true;
    const sessions = [...this.#sessions.values()].map((session) => ({
      conversationId: session.conversationId,
      userId: session.userId,
      admitted: session.phase !== 'waiting',
      idle: session.idle,
      since: session.phase === 'waiting' ? session.openedAt : session.lastActive,
    }));
    // Those that are closing still have their sandbox, but nobody waits for them by name.
    const admission = admit(sessions, this.#context.config.conversations.maxConcurrent);
    for (const conversationId of admission.admit) this.#begin(conversationId);
    for (const { conversationId, ahead } of admission.waiting) {
      this.#feeds.of(conversationId).notify(queueNotice(ahead), { standing: true });
    }
    for (const conversationId of admission.close) void this.#close(conversationId, { keep: false });
    this.#placing = false;
  }

  #begin(conversationId: string): void {
    const session = this.#sessions.get(conversationId);
    if (session === undefined) return;
    this.#feeds.of(conversationId).clearStanding();
    void session.begin();
    this.#context.storage.conversations
      .update(conversationId, { status: 'RUNNING' })
      .catch((error: unknown) =>
        this.#context.log.error({ conversationId, error }, 'A status could not be stored'),
      );
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
    return [...this.#sessions.values()].filter((session) => matches(filter, session));
  }

  async #record(conversationId: string): Promise<Conversation> {
    const record = await this.#context.storage.conversations.get(conversationId);
    if (record !== undefined) return record;
    throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
  }

  #onRuntime(conversationId: string, status: RuntimeStatus): void {
    this.#feeds.used(conversationId)?.notify(statusNotice(status));
  }

  /** Somebody else's process may run the conversation in the sandbox that was found. */
  async #releaseAttached(conversationId: string): Promise<void> {
    const owner = await this.#context.storage.leases.owner(conversationId);
    const keep = owner !== undefined && owner.pid !== process.pid && isAlive(owner);
    await this.#opener.releaseRuntime(conversationId, { keep });
  }

  async #sweep(): Promise<void> {
    const { closeDelaySeconds } = this.#context.config.conversations;
    if (closeDelaySeconds === 0) return;
    const before = Date.now() - closeDelaySeconds * 1000;
    const stale = [...this.#sessions.values()].filter(
      (session) =>
        session.idle && session.lastActive < before && !this.#connections.isConnected(session.conversationId),
    );
    await Promise.all(stale.map((session) => this.#close(session.conversationId, { keep: false })));
  }
}
