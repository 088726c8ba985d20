import type { ConversationStatus, ConversationTrigger } from '@capstan/protocol';

/** Which conversations are meant; what is left out limits nothing. An empty list means none. */
export interface ConversationFilter {
  /** Null is the one user of a server without users. */
  userId?: string | null | undefined;
  selectedRepository?: string | undefined;
  trigger?: ConversationTrigger | undefined;
  /** At this time or later. UTC, ISO 8601 with `Z` and milliseconds. */
  createdAfter?: string | undefined;
  status?: readonly ConversationStatus[] | undefined;
  conversationIds?: readonly string[] | undefined;
}

/** The place in a list after which it goes on: of the last conversation seen. */
export interface ListPosition {
  createdAt: string;
  conversationId: string;
}
