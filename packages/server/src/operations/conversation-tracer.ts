import type { Event } from '@capstan/protocol';
import type { Tracer } from '@opentelemetry/api';
import type { MonitoringListener } from './monitoring-listener.ts';
import { SessionSpans } from './session-spans.ts';

/** More sessions than this are not followed at once; the one that is heard of least recently ends. */
const MOST_SESSIONS = 10_000;

/** Makes spans of what the events of conversations tell, so that nothing else has to know of tracing. */
export class ConversationTracer implements MonitoringListener {
  readonly #tracer: Tracer;
  readonly #sessions = new Map<string, SessionSpans>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  onSessionEvent(conversationId: string, event: Event): void {
    this.#session(conversationId, new Date(event.timestamp)).onEvent(event);
  }

  onAgentSessionStart(
    conversationId: string,
    outcome: { ok: boolean; seconds: number; code?: string },
  ): void {
    this.#session(conversationId, new Date(Date.now() - outcome.seconds * 1000)).onStart(outcome);
  }

  onAgentSessionClose(conversationId: string): void {
    this.#sessions.get(conversationId)?.end();
    this.#sessions.delete(conversationId);
  }

  /** Ends all spans. */
  close(): void {
    for (const conversationId of [...this.#sessions.keys()]) this.onAgentSessionClose(conversationId);
  }

  #session(conversationId: string, at: Date): SessionSpans {
    const session =
      this.#sessions.get(conversationId) ??
      new SessionSpans(this.#tracer, conversationId, Number.isNaN(at.getTime()) ? new Date() : at);
    this.#sessions.delete(conversationId);
    this.#sessions.set(conversationId, session);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.onAgentSessionClose(oldest);
    return session;
  }
}
