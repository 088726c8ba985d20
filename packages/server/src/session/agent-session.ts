import { AgentController, systemClock } from '@capstan/agent';
import { EventStream, type EventStore, type StreamFailure } from '@capstan/events';
import {
  agentStateChanged,
  CapstanError,
  changeAgentState,
  messageAction,
  type ActionDraft,
  type AgentState,
  type ConversationStatus,
  type Model,
  type RuntimeStatus,
} from '@capstan/protocol';
import type { Lease } from '@capstan/storage';
import type { CompletionMessage, StartRequest } from '../conversation/start-request.ts';
import { asCapstanError } from '../operations/as-capstan-error.ts';
import type { AgentSessionOptions } from './agent-session-options.ts';
import { foldSnapshots } from './fold-snapshots.ts';
import type { PooledRuntime } from './pooled-runtime.ts';
import { RecordKeeper } from './record-keeper.ts';
import { openAgent } from './session-agent.ts';
import { failureNotice, noticeOf, retryNotice } from './session-notices.ts';
import { isStorageFailure } from './storage-failure.ts';
import { answerText, completeAside, sideResponse } from './side-completion.ts';

/** How long the agent may take to come to rest when somebody stops it. */
const STOP_SECONDS = 10;

/** How far a session has got. A failed one has told why, and only waits to be closed. */
export type SessionPhase = 'waiting' | 'starting' | 'ready' | 'failed' | 'closed';

/**
 * The live parts of one conversation in this process: lease, log, agent and runtime. Once it is open, what the person
 * says is kept; `begin` starts the agent when there is a place for it.
 */
export class AgentSession {
  readonly stream: EventStream;
  readonly #options: AgentSessionOptions;
  readonly #store: EventStore;
  readonly #lease: Lease;
  readonly #keeper: RecordKeeper;
  readonly #abort = new AbortController();
  readonly #openedAt = Date.now();
  #model: Model | undefined;
  #controller: AgentController | undefined;
  /** Why there is no agent. */
  #unassembled: CapstanError | undefined;
  #phase: SessionPhase = 'waiting';
  /** Also when it has been closed since. */
  #failed = false;
  #lastEvent = -1;
  #restWatched = false;
  #lastActive = Date.now();
  #beginning: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  private constructor(
    options: AgentSessionOptions,
    parts: { stream: EventStream; store: EventStore; lease: Lease },
  ) {
    this.#options = options;
    this.stream = parts.stream;
    this.#store = parts.store;
    this.#lease = parts.lease;
    this.#keeper = new RecordKeeper({
      record: options.plan.record,
      conversations: options.storage.conversations,
      stream: parts.stream,
      feed: options.feed,
      access: options.runtime.access,
      spend: () => this.#controller?.state.spend,
      signal: this.#abort.signal,
      ...(options.titleByModel ? { complete: (messages, signal) => this.complete(messages, signal) } : {}),
      onFailure: (error) => this.#complain(error, 'The record of a conversation could not be kept'),
    });
  }

  /**
   * Takes the conversation; a new one that replays another is given the task of that one. Rejects with
   * `conversation_busy` while another process has it, or with a storage error; what is wrong with model or agent is
   * told by `begin`.
   */
  static async open(options: AgentSessionOptions): Promise<AgentSession> {
    const { plan, storage, feed } = options;
    const { conversationId } = plan.record;
    await using cleanup = new AsyncDisposableStack();
    const lease = await storage.leases.acquire(conversationId);
    cleanup.defer(() => storage.leases.release(lease));
    const store = await storage.open(conversationId, { create: true, fence: lease.token });
    cleanup.defer(() => store.close());
    const stream = await EventStream.open(store, {
      secrets: plan.masks,
      onFailure: (failure) => reportFailure(options, failure),
    });
    const session = new AgentSession(options, { stream, store, lease });
    cleanup.defer(() => session.#keeper.close());
    cleanup.defer(() => feed.detach());
    cleanup.defer(async () => void (await stream.close()));
    feed.attach(stream);
    session.#watch();
    await session.#assemble();
    await session.#sayRecordedTask();
    cleanup.move();
    return session;
  }

  get conversationId(): string {
    return this.#options.plan.record.conversationId;
  }

  get userId(): string | null {
    return this.#options.plan.record.userId;
  }

  get phase(): SessionPhase {
    return this.#phase;
  }

  get status(): ConversationStatus {
    if (this.#failed) return 'ERROR';
    if (this.#phase === 'closed') return 'STOPPED';
    return this.#phase === 'ready' ? 'RUNNING' : 'STARTING';
  }

  /** Null until the runtime has been asked for. */
  get runtimeStatus(): RuntimeStatus | null {
    return this.#phase === 'waiting' ? null : this.#options.runtime.status;
  }

  get agentState(): AgentState | undefined {
    return this.#controller?.state.agentState;
  }

  get runtime(): PooledRuntime {
    return this.#options.runtime;
  }

  /** Whether nothing happens until somebody says something. What was said and is not durable yet counts as said. */
  get idle(): boolean {
    if (this.#phase === 'failed' || this.#controller === undefined) return this.#phase === 'failed';
    const { resting, state } = this.#controller;
    return this.#phase === 'ready' && resting && state.eventCount === this.stream.nextId;
  }

  /** Unix milliseconds of the last event, or of the opening. */
  get lastActive(): number {
    return this.#lastActive;
  }

  get openedAt(): number {
    return this.#openedAt;
  }

  get acceptsImages(): boolean {
    return this.#model?.capabilities.vision ?? true;
  }

  /**
   * Appends what the person wants. Resolves with its id once it is durable. Rejects with `conversation_not_running` when
   * the session is closed: nobody would act on it.
   */
  async append(draft: ActionDraft): Promise<{ id: number }> {
    if (this.#phase === 'closed') {
      throw new CapstanError(
        'conversation_not_running',
        `The session of conversation ${this.conversationId} ends`,
      );
    }
    const appended = this.stream.append(draft, 'user');
    await appended.durable;
    return { id: appended.id };
  }

  say(message: NonNullable<StartRequest['message']>): Promise<{ id: number }> {
    const { content, imageUrls = [], fileUrls = [] } = message;
    const draft = messageAction({
      content,
      image_urls: [...imageUrls],
      file_urls: [...fileUrls],
    });
    return this.append(draft);
  }

  /** Starts runtime and agent. Resolves when the session is ready or has failed; never rejects. */
  begin(): Promise<void> {
    if (this.#phase !== 'waiting') return this.#beginning;
    this.#phase = 'starting';
    this.#beginning = this.#begin();
    return this.#beginning;
  }

  /** A word of the conversation's model beside the agent; its cost is on the bill. */
  async complete(messages: readonly CompletionMessage[], signal?: AbortSignal): Promise<string> {
    this.#model ??= await this.#options.openModel();
    const response = await completeAside(this.#model, messages, signal === undefined ? {} : { signal });
    await this.stream.append(sideResponse(response), 'environment').durable;
    return answerText(response);
  }

  /** Has the agent stop, as the person who asks for it. Bounded; what runs is interrupted. Never rejects. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop().catch((error: unknown) => {
      // It is closed all the same.
      this.#complain(error, 'An agent could not be told to stop');
    });
    return this.#stopping;
  }

  /**
   * Ends the live parts. The conversation goes on at the next start, where the log stands; with `keep`, an action that
   * runs is not interrupted for that.
   */
  close({ keep = false }: { keep?: boolean } = {}): Promise<void> {
    if (keep) this.#options.runtime.letGo();
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #stop(): Promise<void> {
    const controller = this.#controller;
    if (controller === undefined || controller.state.agentState === 'stopped') return;
    const { id } = await this.append(changeAgentState('stopped'));
    // An agent that has not begun yet finds it in the log.
    if (this.#phase !== 'ready') return;
    const bound = Promise.withResolvers<void>();
    const timer = setTimeout(bound.resolve, STOP_SECONDS * 1000);
    try {
      await Promise.race([controller.whenResting(id), bound.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #assemble(): Promise<void> {
    const { plan, runtime, network, storage } = this.#options;
    try {
      this.#model = await this.#options.openModel();
      this.#controller = await AgentController.open({
        stream: this.stream,
        agent: openAgent(plan, this.#model, network, runtime.driver),
        runtime,
        config: plan.controller,
        clock: systemClock,
        snapshots: foldSnapshots(this.conversationId, storage),
      });
      this.#controller.introduce();
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      // What the person says is kept all the same; `begin` fails with this.
      this.#unassembled = asCapstanError(error);
    }
  }

  /** The log says whether it was said, so that it is said once. */
  async #sayRecordedTask(): Promise<void> {
    const { recording } = this.#options.plan;
    if (recording === null || this.#controller === undefined || this.#controller.state.hasTask) return;
    await this.say({ content: recording.task });
  }

  async #begin(): Promise<void> {
    const { runtime, monitoring, prepare } = this.#options;
    const startedAt = performance.now();
    try {
      if (this.#unassembled !== undefined) throw this.#unassembled;
      // Most conversations need nothing before the agent: it thinks while the sandbox starts.
      const started = runtime.start();
      const prepared = started.then(() => prepare(this.#abort.signal));
      prepared.catch(() => undefined);
      if (this.#options.plan.prepared) await prepared;
      this.#abort.signal.throwIfAborted();
      this.#controller?.start();
      await prepared;
      this.#abort.signal.throwIfAborted();
      this.#phase = 'ready';
      this.#watchRest();
      const seconds = (performance.now() - startedAt) / 1000;
      monitoring.onAgentSessionStart?.(this.conversationId, { ok: true, seconds });
      this.#options.onChange();
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const seconds = (performance.now() - startedAt) / 1000;
      const failure = asCapstanError(error);
      monitoring.onAgentSessionStart?.(this.conversationId, { ok: false, seconds, code: failure.code });
      this.#fail(failure);
    }
  }

  /** Says why in the log, where every client sees it, and over the feed. */
  #fail(failure: CapstanError): void {
    if (this.#phase === 'failed' || this.#phase === 'closed') return;
    this.#phase = 'failed';
    this.#failed = true;
    this.#options.feed.notify(failureNotice(failure), { standing: true });
    this.#options.log.warn(
      { conversationId: this.conversationId, code: failure.code, error: failure },
      'A conversation could not go on',
    );
    if (!isStorageFailure(failure) && this.agentState !== 'error') this.#record(failure);
    this.#options.onChange();
  }

  #record({ code, message }: CapstanError): void {
    try {
      this.stream.append(agentStateChanged('error', `${code}: ${message}`), 'environment');
    } catch (error) {
      this.#complain(error, 'A failure could not be written to the log');
    }
  }

  /** Everything that follows from events, apart from what the agent does. */
  #watch(): void {
    const { feed, monitoring } = this.#options;
    this.stream.subscribe({
      id: 'main',
      after: this.stream.latestId,
      onEvent: (event) => {
        this.#lastActive = Date.now();
        this.#keeper.onEvent(event);
        monitoring.onSessionEvent?.(this.conversationId, event);
        const notice = noticeOf(event);
        if (notice !== undefined) feed.notify(notice);
        if (event.observation === 'agent_state_changed' || event.action === 'message')
          this.#options.onChange();
        this.#lastEvent = event.id;
        this.#watchRest();
      },
      onError: (error) => this.#fail(error),
    });
    this.stream.onEphemeral((delta) => {
      const notice = retryNotice(delta);
      if (notice !== undefined) feed.notify(notice);
    });
  }

  /** Tells when the agent has come to rest; fails with a controller that cannot go on. */
  #watchRest(): void {
    if (this.#restWatched || this.#phase !== 'ready' || this.#controller === undefined) return;
    this.#restWatched = true;
    const through = this.#lastEvent;
    this.#controller
      .whenResting(through)
      .catch((error: unknown) => this.#fail(asCapstanError(error)))
      .finally(() => {
        this.#restWatched = false;
        this.#options.onChange();
        if (this.#lastEvent > through) this.#watchRest();
      });
  }

  async #close(): Promise<void> {
    const { storage, feed, monitoring } = this.#options;
    this.#phase = 'closed';
    this.#abort.abort(new CapstanError('cancelled', 'The session was closed'));
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(() => storage.leases.release(this.#lease));
    cleanup.defer(() => this.#store.close());
    // These after the last event.
    cleanup.defer(() => this.#keeper.close());
    cleanup.defer(() => feed.detach());
    cleanup.defer(() => monitoring.onAgentSessionClose?.(this.conversationId));
    cleanup.defer(async () => {
      const { lost } = await this.stream.close();
      if (lost > 0) this.#complain(new Error(`${lost} events`), 'Events did not become durable');
    });
    cleanup.defer(async () => {
      try {
        await this.#controller?.close();
      } catch (error) {
        // It has been told by `#fail` already, or is said here: the rest is closed all the same.
        this.#complain(error, 'A controller ended with an error');
      }
    });
  }

  #complain(error: unknown, message: string): void {
    this.#options.log.warn({ conversationId: this.conversationId, error }, message);
  }
}

function reportFailure({ plan, log }: AgentSessionOptions, failure: StreamFailure): void {
  log.warn(
    { conversationId: plan.record.conversationId, failure: failure.type, error: failure.error },
    'Something that watches a conversation has failed',
  );
}
