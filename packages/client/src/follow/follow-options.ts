import type { Event } from '@capstan/protocol';
import type { Notice, StreamDelta } from '@capstan/protocol/api';

/** What a follower is given. Events are durable and complete; deltas and notices may be missing. */
export type FollowItem =
  | { type: 'event'; event: Event }
  | { type: 'delta'; delta: StreamDelta }
  | { type: 'notice'; notice: Notice };

/** `live` means connected: what comes next may still be history. */
export type FollowState = 'connecting' | 'live' | 'retrying' | 'ended';

export interface FollowOptions {
  /** Where the server is, such as `http://127.0.0.1:3000`; in a page of its own `location.origin`. */
  baseUrl: string;
  conversationId: string;
  /** Begins with the event after this id; default -1, for all. */
  after?: number;
  /** Left out where a cookie says who asks. */
  apiKey?: string;
  /** Whether words of the model and output of commands are wanted as they come; default true. */
  deltas?: boolean;
  /** Default `sse`. */
  transport?: 'sse' | 'websocket';
  /** Ends following: the loop over the events ends as if there were no more. */
  signal?: AbortSignal;
  /** `failure` is why it is retrying, or why it has ended when nobody asked it to. */
  onState?: (state: FollowState, failure?: unknown) => void;
  /** Attempts in a row without a sign of life after which it gives up with `server_unreachable`; default never. */
  maxAttempts?: number;
  /** Without a byte for so long, the connection counts as broken; default 45, three heartbeats of the server. */
  silenceSeconds?: number;
  /** Default the global one. */
  fetch?: typeof globalThis.fetch;
  /** Default the global one; Node 20 has none. */
  WebSocket?: WebSocketConstructor;
  /** From 0 to 1, for the time between attempts. */
  random?: () => number;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;

/** What is needed of a WebSocket: those of browsers, Node and `ws` have it. */
export interface WebSocketLike {
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}
