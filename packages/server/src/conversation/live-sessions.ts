import { CapstanError, type ConversationStatus } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { ExtensionContext } from '../server-context.ts';
import type { AgentSession } from '../session/agent-session.ts';
import { queueNotice } from '../session/session-notices.ts';
import type { SessionOpener } from '../session/session-opener.ts';
import { admit, type Admissible } from './admission.ts';
import type { Feeds } from './feeds.ts';
import type { StartRequest } from './start-request.ts';

export interface LiveSessionsOptions {
  context: ExtensionContext;
  opener: SessionOpener;
  feeds: Feeds;
  /** Lets go of a runtime that nobody uses any more, and that was only kept for the next one. */
  detach: (conversationId: string, options: { keep: boolean }) => Promise<void>;
}

/** The sessions of this process. What begins or ends one of a conversation is done one after the other. */
export class LiveSessions {
  readonly #options: LiveSessionsOptions;
  readonly #live = new Map<string, AgentSession>();
  /** Conversations that are being opened, closed or removed: whoever wants them waits. */
  readonly #underWay = new Map<string, Promise<unknown>>();
  /** Closed sessions whose sandbox is still ending, and takes up a place. */
  readonly #leaving = new Set<AgentSession>();
  /** What those who wait were told last. */
  readonly #ahead = new WeakMap<AgentSession, number>();
  readonly #noted = new WeakMap<AgentSession, Promise<void>>();
  #ending = false;

  constructor(options: LiveSessionsOptions) {
    this.#options = options;
  }

  get(conversationId: string): AgentSession | undefined {
    return this.#live.get(conversationId);
  }

  all(): AgentSession[] {
    return [...this.#live.values()];
  }

  /** Whether there is a session, or something is under way. */
  isUsed(conversationId: string): boolean {
    return this.#live.has(conversationId) || this.#underWay.has(conversationId);
  }

  /** The session, once what is under way is over. */
  async settled(conversationId: string): Promise<AgentSession | undefined> {
    for (;;) {
      const underWay = this.#underWay.get(conversationId);
      if (underWay === undefined) return this.#live.get(conversationId);
      await underWay.then(
        () => undefined,
        () => undefined,
      );
    }
  }

  /**
   * Has the session do something, at once; one that has to be opened does it before its agent begins. Rejects with
   * `conversation_not_found`, and with `stream_closed` once `end` was called.
   */
  async use<T>(
    conversationId: string,
    request: StartRequest,
    act: (session: AgentSession) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const session = await this.settled(conversationId);
      // While this one waited, somebody else may have begun something with it.
      if (session !== undefined && session.phase !== 'closed') return act(session);
      if (this.isUsed(conversationId)) continue;
      if (this.#ending) throw serverEnds();
      return this.#during(conversationId, this.#open(conversationId, request, act));
    }
  }

  /** Does something while nobody can open the conversation; undefined, and nothing is done, when it is used. */
  whileUnused<T>(conversationId: string, work: () => Promise<T>): Promise<T> | undefined {
    return this.isUsed(conversationId) ? undefined : this.#during(conversationId, work());
  }

  /**
   * As the person wants it: the agent is told to stop, too. Rejects with `stream_closed` when the end of the server was
   * faster, after which the conversation goes on.
   */
  async stop(conversationId: string): Promise<void> {
    if (this.#ending && this.isUsed(conversationId)) throw serverEnds();
    const session = await this.settled(conversationId);
    if (session === undefined) return;
    // Somebody else has closed it in this very moment.
    if (session.phase === 'closed') return this.stop(conversationId);
    await session.stop();
    await this.close(session);
  }

  /** Resolves when all of it has ended. With `keep`, work that is left goes on later, in the sandbox it has. */
  async close(session: AgentSession, { keep = false }: { keep?: boolean } = {}): Promise<void> {
    const { conversationId } = session;
    if (this.#live.get(conversationId) === session) {
      this.#live.delete(conversationId);
      if (session.phase !== 'waiting') this.#leaving.add(session);
      await this.#during(conversationId, this.#end(session, keep));
    } else {
      await this.settled(conversationId);
    }
  }

  /** Closes all and opens no more. Work that is left goes on when the server is started again. */
  async end(): Promise<void> {
    this.#ending = true;
    while (this.#underWay.size + this.#live.size > 0) {
      await Promise.allSettled(this.#underWay.values());
      await Promise.all(this.all().map((session) => this.close(session, { keep: true })));
    }
  }

  #during<T>(conversationId: string, work: Promise<T>): Promise<T> {
    const over = work.finally(() => {
      // A session may fail, and be closed, before the one who opened it is done.
      if (this.#underWay.get(conversationId) === over) this.#underWay.delete(conversationId);
      this.#place();
    });
    this.#underWay.set(conversationId, over);
    return over;
  }

  async #open<T>(
    conversationId: string,
    request: StartRequest,
    act: (session: AgentSession) => Promise<T>,
  ): Promise<T> {
    const { context, feeds, opener, detach } = this.#options;
    const record = await recordOf(context, conversationId);
    const feed = feeds.of(conversationId);
    using _held = feed.hold();
    feed.clearStanding();
    const session = await opener.open(record, request, {
      feed,
      onChange: () => this.#onChange(conversationId),
      // The runtime is made anew, with the settings and secrets of now.
      beforeRuntime: () => detach(conversationId, { keep: true }),
    });
    this.#live.set(conversationId, session);
    if (session.phase === 'failed') void this.close(session);
    // Durable before anybody is answered: after a crash, what was said is acted upon.
    const [done] = await Promise.all([act(session), this.#note(session, 'STARTING')]);
    return done;
  }

  async #end(session: AgentSession, keep: boolean): Promise<void> {
    const { context, feeds, opener, detach } = this.#options;
    const { conversationId } = session;
    const failed = session.status === 'ERROR';
    const goesOn = keep && !session.idle;
    try {
      await session.close({ keep: goesOn });
    } catch (error) {
      context.log.error({ conversationId, error }, 'A session did not close as it should');
    }
    if (!failed) feeds.used(conversationId)?.clearStanding();
    await this.#note(session, goesOn ? 'RUNNING' : failed ? 'ERROR' : 'STOPPED');
    try {
      await detach(conversationId, { keep: goesOn });
      await opener.releaseRuntime(conversationId, { keep: goesOn });
    } catch (error) {
      context.log.error({ conversationId, error }, 'A sandbox did not end as it should');
    }
    this.#leaving.delete(session);
  }

  /** Of one that is still being opened nothing is known yet. */
  #onChange(conversationId: string): void {
    const session = this.#live.get(conversationId);
    if (session?.phase === 'failed') void this.close(session);
    else this.#place();
  }

  /** Gives places to those who wait, and asks the idle to make room for the rest. */
  #place(): void {
    const { context, feeds } = this.#options;
    // One that is being opened gets its place when that is done.
    const sessions = this.all().filter(({ conversationId }) => !this.#underWay.has(conversationId));
    if (this.#ending || sessions.every(({ phase }) => phase !== 'waiting')) return;
    const leaving = [...this.#leaving].map((session) => admissible(session, 'leaving'));
    const { maxConcurrent } = context.config.conversations;
    const admission = admit([...sessions.map((session) => admissible(session)), ...leaving], maxConcurrent);
    for (const conversationId of admission.admit) this.#begin(conversationId);
    for (const { conversationId, ahead } of admission.waiting) {
      const session = this.#live.get(conversationId);
      if (session === undefined || this.#ahead.get(session) === ahead) continue;
      this.#ahead.set(session, ahead);
      feeds.of(conversationId).notify(queueNotice(ahead), { standing: true });
    }
    for (const conversationId of admission.close) {
      const session = this.#live.get(conversationId);
      if (session !== undefined) void this.close(session);
    }
  }

  #begin(conversationId: string): void {
    const session = this.#live.get(conversationId);
    if (session === undefined) return;
    this.#options.feeds.of(conversationId).clearStanding();
    void this.#note(session, 'RUNNING');
    void session.begin();
  }

  /** In the order in which it is asked for, whatever keeps the records. What cannot be stored is only logged. */
  #note(session: AgentSession, status: ConversationStatus): Promise<void> {
    const { storage, log } = this.#options.context;
    const { conversationId } = session;
    const before = this.#noted.get(session) ?? Promise.resolve();
    const noted = before.then(async () => {
      try {
        await storage.conversations.update(conversationId, { status });
      } catch (error) {
        log.error({ conversationId, status, error }, 'A status could not be stored');
      }
    });
    this.#noted.set(session, noted);
    return noted;
  }
}

const serverEnds = (): CapstanError => new CapstanError('stream_closed', 'The server is about to end');

/** Rejects with `conversation_not_found`. */
export async function recordOf(
  { storage }: Pick<ExtensionContext, 'storage'>,
  conversationId: string,
): Promise<Conversation> {
  const record = await storage.conversations.get(conversationId);
  if (record !== undefined) return record;
  throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
}

function admissible(session: AgentSession, place?: 'leaving'): Admissible {
  const { conversationId, userId, phase, idle, openedAt, lastActive } = session;
  const waits = phase === 'waiting';
  return {
    conversationId,
    userId,
    place: place ?? (waits ? 'waiting' : 'taken'),
    idle,
    since: waits ? openedAt : lastActive,
  };
}
