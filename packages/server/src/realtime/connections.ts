import { CapstanError } from '@capstan/protocol';
import { STREAM_HEARTBEAT_SECONDS } from '@capstan/protocol/api';
import type { ClientProtocol, ServerMetrics } from '../operations/server-metrics.ts';

/** One connected client. */
export interface ClientConnection {
  readonly protocol: ClientProtocol;
  readonly userId: string | null;
  /** Called from time to time: shows that the server is there, and finds out whether the client is. */
  beat(): void;
  /** Sends it away in peace, because the server ends. It may come back to another one. */
  leave(): void;
  /** Cuts it off. */
  destroy(): void;
}

/** Most connections of one user. */
const LIMIT = 500;
const STALL_SECONDS = 60;

/** The clients that follow conversations at this moment, over whatever protocol. */
export class Connections {
  readonly #limit: number;
  readonly #beatMilliseconds: number;
  readonly #all = new Set<ClientConnection>();
  #timer: NodeJS.Timeout | undefined;
  /** How long a client may take nothing of what waits for it. */
  readonly stallSeconds: number;
  #closing = false;
  #empty = Promise.withResolvers<void>();

  constructor(options: { limitPerUser?: number; beatSeconds?: number; stallSeconds?: number } = {}) {
    this.stallSeconds = options.stallSeconds ?? STALL_SECONDS;
    this.#limit = options.limitPerUser ?? LIMIT;
    this.#beatMilliseconds = (options.beatSeconds ?? STREAM_HEARTBEAT_SECONDS) * 1_000;
  }

  get size(): number {
    return this.#all.size;
  }

  /**
   * Throws `too_many_requests` if the user has no connection left, and `not_ready` once the server ends. Returns the way
   * to take it out again.
   */
  add(connection: ClientConnection, metrics: ServerMetrics): () => void {
    if (this.#closing) throw new CapstanError('not_ready', 'The server is shutting down');
    const { protocol, userId } = connection;
    const others = [...this.#all].filter((one) => one.userId === userId).length;
    if (others >= this.#limit) {
      throw new CapstanError('too_many_requests', `There are ${others} connections of this user already`);
    }
    this.#all.add(connection);
    metrics.clientConnected(protocol);
    this.#timer ??= setInterval(() => this.#beat(), this.#beatMilliseconds).unref();
    return () => {
      if (!this.#all.delete(connection)) return;
      metrics.clientDisconnected(protocol);
      if (this.#all.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#empty.resolve();
    };
  }

  /** Takes nobody in any more, sends everybody away, and cuts off who is still there after that time. */
  async close(seconds: number): Promise<void> {
    this.#closing = true;
    for (const connection of this.#all) connection.leave();
    if (this.#all.size === 0) return;
    this.#empty = Promise.withResolvers();
    const late = setTimeout(this.#empty.resolve, seconds * 1_000);
    await this.#empty.promise;
    clearTimeout(late);
    for (const connection of this.#all) connection.destroy();
  }

  #beat(): void {
    for (const connection of this.#all) connection.beat();
  }
}
