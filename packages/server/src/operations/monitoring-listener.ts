import type { Event } from '@capstan/protocol';

/** Hears what happens on the server. An application may bring its own, see `extensions.monitoring`. Must not throw. */
export interface MonitoringListener {
  onSessionEvent?(conversationId: string, event: Event): void;
  onAgentSessionStart?(
    conversationId: string,
    outcome: { ok: boolean; seconds: number; code?: string },
  ): void;
  onAgentSessionClose?(conversationId: string): void;
  onCreateConversation?(conversationId: string, userId: string | null): void;
}
