/** How a client is connected. */
export type ClientProtocol = 'socketio' | 'sse' | 'websocket';

/** What is not counted but looked up whenever somebody reads the metrics. */
export type Gauge =
  | { name: 'conversations'; state: 'running' | 'waiting' | 'stored' }
  /** Entries that wait in a queue of the server, such as `append` or `subscriber`. */
  | { name: 'queue'; queue: string };

export interface ModelCall {
  /** As it was configured, without a key: a label of few values. */
  model: string;
  seconds: number;
  promptTokens: number;
  completionTokens: number;
  cacheReadTokens: number;
  /** Null when the price is not known. */
  costUsd: number | null;
}

/**
 * Counts and times what the server does. Calls are cheap, never throw and wait for nothing, so that whatever they
 * measure may call them in the middle of its work. Times are in seconds.
 */
export interface ServerMetrics {
  /** `route` is the pattern (`/api/conversations/{conversation_id}`), never the path: paths are without number. */
  httpRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  clientConnected(protocol: ClientProtocol): void;
  clientDisconnected(protocol: ClientProtocol): void;
  /** One event is durable; `seconds` since somebody asked for it, where that is known. */
  eventAppended(seconds?: number): void;
  /** A model has answered. */
  modelCalled(call: ModelCall): void;
  /** An agent stopped for the error of this code, see the table of errors. */
  agentFailed(failure: { code: string }): void;
  actionRan(action: { kind: string; seconds: number; ok: boolean }): void;
  sandboxStarted(start: { driver: string; seconds: number; ok: boolean }): void;
  /** A conversation is ready to work, or could not be started for the error of this code. */
  sessionStarted(start: { seconds: number; ok: boolean; code?: string }): void;
  /** Several sources of one gauge add up. A source that fails is left out. Returns the way to end it. */
  watch(gauge: Gauge, read: () => number | Promise<number>): () => void;
  /** All of it in the text format of Prometheus. */
  exposition(): Promise<{ contentType: string; body: string }>;
}

/** For servers that nobody measures. */
export const noMetrics: ServerMetrics = {
  httpRequest: () => undefined,
  clientConnected: () => undefined,
  clientDisconnected: () => undefined,
  eventAppended: () => undefined,
  modelCalled: () => undefined,
  agentFailed: () => undefined,
  actionRan: () => undefined,
  sandboxStarted: () => undefined,
  sessionStarted: () => undefined,
  watch: () => () => undefined,
  exposition: () => Promise.resolve({ contentType: 'text/plain; charset=utf-8', body: '' }),
};
