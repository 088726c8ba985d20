/** How a terminal ended when nobody here closed it. */
export type TerminalEnd =
  /** The shell has ended by itself; `code` is null where a signal ended it. */
  | { type: 'exit'; code: number | null }
  /** The server refused it, or ended it. `code` is one of the error table. */
  | { type: 'error'; code: string; message: string; remedy: string }
  /** The connection broke or could not be had. The shell is gone; another one may be opened. */
  | { type: 'lost' };

export interface TerminalOptions {
  /** Where the server is, such as `http://127.0.0.1:3000`; in a page of its own `location.origin`. */
  baseUrl: string;
  conversationId: string;
  /** Left out where a cookie says who asks. */
  apiKey?: string;
  /** In characters, from 1 to 1,000 each. */
  columns: number;
  rows: number;
  /** The shell runs. What is typed before waits for it. */
  onOpen?: () => void;
  /**
   * What it writes. Where this returns a promise, the bytes count as taken when it resolves, and a shell that is too far
   * ahead waits.
   */
  onOutput: (bytes: Uint8Array) => void | Promise<void>;
  /** Called once; not after `close`. */
  onEnd: (end: TerminalEnd) => void;
  /** Bytes that the shell may be ahead; default 256 KiB. */
  window?: number;
  /** Default the global one; Node 20 has none. */
  WebSocket?: TerminalWebSocketConstructor;
}

export type TerminalWebSocketConstructor = new (url: string, protocols: string[]) => TerminalWebSocket;

/** What is needed of a WebSocket: those of browsers, Node and `ws` have it. */
export interface TerminalWebSocket {
  binaryType: string;
  readonly readyState: number;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** A shell in the sandbox of a conversation. */
export interface OpenTerminal {
  /** Types. */
  write(data: string | Uint8Array<ArrayBuffer>): void;
  resize(size: { columns: number; rows: number }): void;
  /** Ends the shell and everything in it. */
  close(): void;
}
