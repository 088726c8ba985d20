import { io, type ManagerOptions, type Socket } from 'socket.io-client';
import type { RealtimeRig } from './realtime-rig.ts';

type Payload = Record<string, unknown>;
type Options = Partial<ManagerOptions>;

/** A client of OpenHands: Socket.IO, everything as `oh_event`. It does not come back by itself, and keeps everything. */
export class OhClient implements AsyncDisposable {
  readonly socket: Socket;
  readonly received: Payload[] = [];
  #arrived = Promise.withResolvers<void>();

  constructor(rig: Pick<RealtimeRig, 'host'>, query: Record<string, string>, options: Options = {}) {
    this.socket = io(`http://${rig.host}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      query,
      ...options,
    });
    this.socket.on('oh_event', (payload: Payload) => {
      this.received.push(payload);
      this.#wake();
    });
    this.socket.on('disconnect', () => this.#wake());
  }

  static async connect(...given: ConstructorParameters<typeof OhClient>): Promise<OhClient> {
    const client = new OhClient(...given);
    await new Promise<void>((resolve, reject) => {
      client.socket
        .once('connect', resolve)
        .once('connect_error', reject)
        // Cut off between the handshake of the transport and its own.
        .once('disconnect', (reason) => reject(new Error(reason)));
    });
    return client;
  }

  /** The error that a client gets which is not connected. */
  static async refused(...given: ConstructorParameters<typeof OhClient>): Promise<Error> {
    await using client = new OhClient(...given);
    return await new Promise((resolve, reject) => {
      client.socket.once('connect_error', resolve).once('connect', () => reject(new Error('Connected')));
    });
  }

  /** The first payload that passes. Throws when the connection ends before. */
  async until(test: (payload: Payload) => boolean): Promise<Payload> {
    for (let index = 0; ; index += 1) {
      while (index >= this.received.length) {
        if (!this.socket.connected) throw new Error('The connection has ended');
        await this.#arrived.promise;
      }
      const payload = this.received[index];
      if (payload !== undefined && test(payload)) return payload;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.disconnect();
  }

  #wake(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}
