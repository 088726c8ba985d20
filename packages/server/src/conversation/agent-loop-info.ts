import type { EventStorage } from '@capstan/events';
import type { ConversationStatus, RuntimeStatus } from '@capstan/protocol';

/** What is known of a conversation's live parts. */
export interface AgentLoopInfo {
  conversationId: string;
  /** Where its own routes are: relative to this server, or absolute when another server has them. */
  url: string | null;
  /** What that other server asks for; null here. */
  sessionApiKey: string | null;
  /** Where its log can be read. */
  eventStorage: EventStorage | null;
  status: ConversationStatus;
  runtimeStatus: RuntimeStatus | null;
}
