import type { StreamFrame } from '@capstan/protocol/api';

export interface ConnectionRequest {
  /** With its query. */
  url: URL;
  apiKey: string | undefined;
  silenceSeconds: number;
  signal: AbortSignal;
}

/** What one connection brings: `open` first, then what the server says. `alive` is any other sign of life. */
export type ConnectionItem = StreamFrame | { type: 'open' } | { type: 'alive' };

/**
 * One connection from its beginning to its end, whichever side ends it. Throws a `ConnectionFailure` if it breaks or
 * cannot be had.
 */
export type Connection = AsyncGenerator<ConnectionItem, void>;
