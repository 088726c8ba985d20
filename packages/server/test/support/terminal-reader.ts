import { once } from 'node:events';
import { terminalFrameSchema, type TerminalFrame, type TerminalRequest } from '@capstan/protocol/api';
import { WebSocket, type ClientOptions, type RawData } from 'ws';

const PATIENCE_MILLISECONDS = 15_000;

/** A client of a terminal, which keeps everything. */
export class TerminalReader implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly frames: TerminalFrame[] = [];
  /** What the shell wrote. */
  text = '';
  bytes = 0;
  #arrived = Promise.withResolvers<void>();

  constructor(url: string, { protocols = [], ...options }: ClientOptions & { protocols?: string[] } = {}) {
    this.socket = new WebSocket(url, protocols, options);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.socket.on('error', () => this.socket.terminate());
    this.socket.on('message', (data, isBinary) => {
      const received = bufferOf(data);
      if (isBinary) {
        this.bytes += received.length;
        this.text += received.toString();
      } else this.frames.push(terminalFrameSchema.parse(JSON.parse(received.toString())));
      this.#wake();
    });
    void this.closed.then(() => this.#wake());
  }

  static async open(...given: ConstructorParameters<typeof TerminalReader>): Promise<TerminalReader> {
    const reader = new TerminalReader(...given);
    await once(reader.socket, 'open');
    return reader;
  }

  say(request: TerminalRequest): void {
    this.socket.send(JSON.stringify(request));
  }

  /** Types, and resolves when this is written. */
  async type(keys: string, expected: RegExp): Promise<void> {
    this.socket.send(Buffer.from(keys));
    await this.until(() => expected.test(this.text), String(expected));
  }

  /** The first frame of this type. */
  async frame<Type extends TerminalFrame['type']>(
    type: Type,
  ): Promise<Extract<TerminalFrame, { type: Type }>> {
    const isWanted = (frame: TerminalFrame): frame is Extract<TerminalFrame, { type: Type }> =>
      frame.type === type;
    await this.until(() => this.frames.some(isWanted), type);
    const found = this.frames.find(isWanted);
    if (found === undefined) throw new Error('It was there a moment ago');
    return found;
  }

  async until(test: () => boolean, what: string): Promise<void> {
    const overdue = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => overdue.reject(new Error(`No ${what} in ${JSON.stringify(this.frames)} ${this.text}`)),
      PATIENCE_MILLISECONDS,
    );
    try {
      while (!test()) {
        if (this.socket.readyState === WebSocket.CLOSED) {
          throw new Error(`Closed before ${what}: ${JSON.stringify(this.frames)} ${this.text}`);
        }
        await Promise.race([this.#arrived.promise, overdue.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }

  #wake(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}

function bufferOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
}
