import { io, type ManagerOptions, type Socket } from 'socket.io-client';
import { bounded } from './bounded.ts';

export type Payload = Readonly<Record<string, unknown>>;
type Options = Partial<Pick<ManagerOptions, 'extraHeaders' | 'transports'>>;

const LONGEST_MS = 20_000;

/** A Socket.IO client of a conversation as the web client of OpenHands is one, which keeps all that it hears. */
export class SocketListener implements AsyncDisposable {
  readonly socket: Socket;
  readonly received: Payload[] = [];
  #arrived = Promise.withResolvers<void>();

  private constructor(url: string, query: Readonly<Record<string, string>>, options: Options) {
    this.socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      query: { ...query },
      ...options,
    });
    this.socket.on('oh_event', (payload: Payload) => {
      this.received.push(payload);
      this.#wake();
    });
    this.socket.on('disconnect', () => this.#wake());
  }

  /** Rejects with what the server says when it does not take the client in. */
  static async connect(
    url: string,
    query: Readonly<Record<string, string>>,
    options: Options = {},
  ): Promise<SocketListener> {
    const listener = new SocketListener(url, query, options);
    const connected = new Promise<void>((resolve, reject) => {
      listener.socket.once('connect', resolve).once('connect_error', reject);
    });
    try {
      await bounded(connected, 'The connection', LONGEST_MS);
      return listener;
    } catch (error) {
      listener.socket.disconnect();
      throw error;
    }
  }

  /** The first payload that passes, from this index on. */
  until(passes: (payload: Payload) => boolean, from = 0): Promise<Payload> {
    return bounded(this.#find(passes, from), `A payload after ${this.received.length} others`, LONGEST_MS);
  }

  /** The ids of the events, in the order in which they came. */
  get ids(): number[] {
    return this.received.flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.disconnect();
  }

  async #find(passes: (payload: Payload) => boolean, from: number): Promise<Payload> {
    for (let index = from; ; index += 1) {
      while (index >= this.received.length) {
        if (!this.socket.connected) throw new Error('The connection has ended');
        await this.#arrived.promise;
      }
      const payload = this.received[index];
      if (payload !== undefined && passes(payload)) return payload;
    }
  }

  #wake(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}
