import type { AgentState, ConversationStatus, ConversationTrigger } from '@capstan/protocol';

/** How a conversation stands: its status and what the log last said of the agent. What is left out limits nothing. */
export interface Standing {
  status?: readonly ConversationStatus[] | undefined;
  /** Null is one that is not known. */
  agentState?: readonly (AgentState | null)[] | undefined;
}

/** Which conversations are meant; what is left out limits nothing. An empty list means none. */
export interface ConversationFilter {
  /** Null is the one user of a server without users. */
  userId?: string | null | undefined;
  selectedRepository?: string | undefined;
  trigger?: ConversationTrigger | undefined;
  /** At this time or later. UTC, ISO 8601 with `Z` and milliseconds. */
  createdAfter?: string | undefined;
  status?: readonly ConversationStatus[] | undefined;
  /** Any of these; no conversation may be meant by two. An empty list means none. */
  standings?: readonly Standing[] | undefined;
  /** Part of the title or of the name of the repository, in capitals or not. */
  text?: string | undefined;
  conversationIds?: readonly string[] | undefined;
}

/** The place in a list after which it goes on: of the last conversation seen. */
export interface ListPosition {
  createdAt: string;
  conversationId: string;
}
