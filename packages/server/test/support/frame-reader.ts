import { once } from 'node:events';
import { streamFrameSchema, type StreamFrame, type StreamRequest } from '@capstan/protocol/api';
import { WebSocket, type RawData, type ClientOptions } from 'ws';

export type FrameOf<Type extends StreamFrame['type']> = Extract<StreamFrame, { type: Type }>;

/** Reads the frames of an event stream over WebSocket, and keeps everything. */
export class FrameReader implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly received: StreamFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #arrived = Promise.withResolvers<void>();

  constructor(url: string, { protocols = [], ...options }: ClientOptions & { protocols?: string[] } = {}) {
    this.socket = new WebSocket(url, protocols, options);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    void this.closed.then(() => this.#arrived.resolve());
    this.socket.on('error', () => this.socket.terminate());
    this.socket.on('message', (data) => {
      this.received.push(streamFrameSchema.parse(JSON.parse(textOf(data))));
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    });
  }

  static async open(...given: ConstructorParameters<typeof FrameReader>): Promise<FrameReader> {
    const reader = new FrameReader(...given);
    await once(reader.socket, 'open');
    return reader;
  }

  get events(): FrameOf<'event'>['event'][] {
    return this.received.filter((frame) => frame.type === 'event').map(({ event }) => event);
  }

  send(request: StreamRequest): void {
    this.socket.send(JSON.stringify(request));
  }

  /** The first frame of this type that passes. Throws when the stream ends before. */
  async until<Type extends StreamFrame['type']>(
    type: Type,
    test: (frame: FrameOf<Type>) => boolean = () => true,
  ): Promise<FrameOf<Type>> {
    const isWanted = (frame: StreamFrame): frame is FrameOf<Type> => frame.type === type;
    for (let index = 0; ; index += 1) {
      while (index >= this.received.length) {
        if (this.socket.readyState === WebSocket.CLOSED) throw new Error('The stream has ended');
        await this.#arrived.promise;
      }
      const frame = this.received[index];
      if (frame !== undefined && isWanted(frame) && test(frame)) return frame;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString('utf8');
}
