import type { SearchTerm } from './search-term.ts';

/** Where to look; what is left out limits nothing. */
export interface SearchScope {
  /** An empty list means none. */
  conversationIds?: readonly string[] | undefined;
  /** Null is the one user of a server without users. */
  userId?: string | null | undefined;
}

export interface SearchQuestion extends SearchScope {
  /** At least one. */
  terms: readonly SearchTerm[];
  limit: number;
  before: SearchPosition | undefined;
}

/** The place in the hits after which they go on. */
export interface SearchPosition {
  /** Of the last hit: grows with every event of the database. */
  entry: number;
}

export interface SearchHit {
  conversationId: string;
  eventId: number;
  /** UTC, ISO 8601 with `Z`. */
  timestamp: string;
  /** As in `EventRecord`. */
  kind: string;
  /** One line around the first place that matched. */
  snippet: string;
}
