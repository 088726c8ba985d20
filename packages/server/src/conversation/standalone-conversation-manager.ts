import { CapstanError, type JsonObject, type RuntimeStatus } from '@capstan/protocol';
import { reapOrphans, type SandboxFate } from '@capstan/runtime';
import { isAlive, type Conversation } from '@capstan/storage';
import { asCapstanError } from '../operations/as-capstan-error.ts';
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
import { LiveFeed } from './live-feed.ts';
import { hasWorkLeft } from './restorable.ts';
import type { ServerConversation } from './server-conversation.ts';
import type { CompletionMessage, StartRequest } from './start-request.ts';
import { userAction } from './user-action.ts';

const SWEEP_MILLISECONDS = 15_000;
/** How often the log of a conversation is looked at that may be written by another process. */
const POLL_MILLISECONDS = 1_000;
/** Logs that are folded at once when the server starts. */
const RESTORE_AT_ONCE = 4;

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
  readonly #feeds = new Map<string, LiveFeed>();
  #sweeper: NodeJS.Timeout | undefined;
  #exiting = false;
  #placing = false;

  constructor(context: ExtensionContext) {
    this.#context = context;
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
    await this.#restore();
    await this.#reapOrphans();
    this.#sweeper = setInterval(() => void this.#sweep(), SWEEP_MILLISECONDS).unref();
  }

  async exit(): Promise<void> {
    this.#exiting = true;
    clearInterval(this.#sweeper);
    await Promise.allSettled(this.#opening.values());
    await Promise.all([...this.#sessions.keys()].map((id) => this.#close(id, { keep: true })));
    await Promise.all(this.#closing.values());
    await this.#attachments.releaseAll();
    for (const feed of this.#feeds.values()) feed.end(new CapstanError('stream_closed', 'The server ends'));
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
    this.#feeds.get(conversationId)?.end(gone);
    return removed;
  }

  feed(conversationId: string): ConversationFeed {
    return this.#feed(conversationId);
  }

  tellTitle(conversationId: string, title: string): void {
    this.#feeds.get(conversationId)?.notify(titleNotice(conversationId, title));
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
    const feed = this.#feed(conversationId);
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
      this.#feed(conversationId).notify(queueNotice(ahead), { standing: true });
    }
    for (const conversationId of admission.close) void this.#close(conversationId, { keep: false });
    this.#placing = false;
  }

  #begin(conversationId: string): void {
    const session = this.#sessions.get(conversationId);
    if (session === undefined) return;
    this.#feed(conversationId).clearStanding();
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

  #feed(conversationId: string): LiveFeed {
    let feed = this.#feeds.get(conversationId);
    if (feed === undefined) {
      feed = new LiveFeed({
        conversationId,
        openStore: () => this.#context.storage.open(conversationId, { create: true }),
        pollMilliseconds: POLL_MILLISECONDS,
        onUnused: () => this.#feeds.delete(conversationId),
        onFailure: (error) =>
          this.#context.log.warn({ conversationId, error }, 'A reader of a conversation has failed'),
      });
      this.#feeds.set(conversationId, feed);
    }
    return feed;
  }

  #onRuntime(conversationId: string, status: RuntimeStatus): void {
    this.#feeds.get(conversationId)?.notify(statusNotice(status));
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

  /** Conversations that were running when the server ended go on; others are said to be stopped. */
  async #restore(): Promise<void> {
    const { storage, config } = this.#context;
    const left: Conversation[] = [];
    let after: { createdAt: string; conversationId: string } | undefined;
    do {
      const page = await storage.conversations.search({
        status: ['RUNNING', 'STARTING'],
        limit: 1_000,
        ...(after === undefined ? {} : { after }),
      });
      left.push(...page.conversations);
      after = page.next;
    } while (after !== undefined);
    const resume = config.conversations.resumeOnStart;
    const queue = left.values();
    const worker = async (): Promise<void> => {
      for (const record of queue) await this.#restoreOne(record, resume);
    };
    await Promise.all(Array.from({ length: RESTORE_AT_ONCE }, worker));
  }

  async #restoreOne(record: Conversation, resume: boolean): Promise<void> {
    const { storage, log } = this.#context;
    const { conversationId, userId } = record;
    try {
      const owner = await storage.leases.owner(conversationId);
      // The command line runs it.
      if (owner !== undefined && isAlive(owner)) return;
      if (resume && (await this.#hasWorkLeft(conversationId))) {
        await this.maybeStartAgentLoop(conversationId, { userId });
        log.info({ conversationId }, 'A conversation that was running goes on');
      } else {
        await storage.conversations.update(conversationId, { status: 'STOPPED' });
      }
    } catch (error) {
      const failure = asCapstanError(error);
      log.error({ conversationId, error: failure }, 'A conversation could not go on after the restart');
      this.#feed(conversationId).notify(failureNotice(failure), { standing: true });
    }
  }

  async #hasWorkLeft(conversationId: string): Promise<boolean> {
    const store = await this.#context.storage.open(conversationId, { create: true });
    try {
      return await hasWorkLeft(store);
    } finally {
      await store.close();
    }
  }

  /** Sandboxes that no conversation of a living process needs. */
  async #reapOrphans(): Promise<void> {
    const { storage, config, log } = this.#context;
    const fateOf = async (conversationId: string): Promise<SandboxFate> => {
      if (this.#sessions.has(conversationId) || this.#attachments.has(conversationId)) return 'keep';
      const owner = await storage.leases.owner(conversationId);
      if (owner !== undefined && isAlive(owner)) return 'keep';
      return (await storage.conversations.get(conversationId)) === undefined ? 'forget' : 'end';
    };
    try {
      const { ended, cleared } = await reapOrphans(runtimeStateFolder(config.home), fateOf);
      if (ended.length + cleared.length > 0)
        log.info({ ended, cleared }, 'Sandboxes without a conversation were removed');
    } catch (error) {
      log.warn({ error }, 'Sandboxes without a conversation could not be removed');
    }
  }
}
