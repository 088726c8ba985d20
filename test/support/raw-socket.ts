import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { bounded } from './bounded.ts';

/** A connection whose bytes are written by hand. */
export class RawSocket implements AsyncDisposable {
  readonly #socket: Socket;
  #received = '';
  #arrived = Promise.withResolvers<void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy());
    socket.on('data', (text: string) => {
      this.#received += text;
      this.#wake();
    });
    socket.on('close', () => this.#wake());
  }

  static async open(url: string): Promise<RawSocket> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawSocket(socket);
  }

  get received(): string {
    return this.#received;
  }

  get closed(): boolean {
    return this.#socket.closed;
  }

  write(data: string | Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(data);
  }

  /** Cuts the connection off, as a client that is gone. */
  cut(): void {
    this.#socket.resetAndDestroy();
  }

  /** Resolves once the text has come. Rejects when the connection ends before. */
  until(text: string, milliseconds = 20_000): Promise<void> {
    return bounded(
      this.#find(text),
      `${JSON.stringify(text)} after ${this.#received.slice(0, 300)}`,
      milliseconds,
    );
  }

  /** Resolves once the server has hung up. */
  untilClosed(milliseconds = 20_000): Promise<void> {
    const closed = async (): Promise<void> => {
      while (!this.#socket.closed) await this.#arrived.promise;
    };
    return bounded(closed(), 'The end of the connection', milliseconds);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    await this.untilClosed();
  }

  async #find(text: string): Promise<void> {
    while (!this.#received.includes(text)) {
      if (this.#socket.closed) throw new Error(`The connection ended after: ${this.#received}`);
      await this.#arrived.promise;
    }
  }

  #wake(): void {
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}

/** The head of a request, without its body. */
export function head(line: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [`${line} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

/** A masked frame of the WebSocket protocol. `length` may lie. */
export function frame(
  opcode: number,
  payload: Uint8Array,
  { length = payload.byteLength, masked = true } = {},
): Buffer {
  const size = length < 126 ? [length] : length < 65_536 ? [126] : [127];
  const extended = Buffer.alloc(length < 126 ? 0 : length < 65_536 ? 2 : 8);
  if (extended.byteLength === 2) extended.writeUInt16BE(length);
  if (extended.byteLength === 8) extended.writeBigUInt64BE(BigInt(length));
  const first = Buffer.from([0x80 | opcode, (masked ? 0x80 : 0) | (size[0] ?? 0)]);
  // A mask of zeros changes nothing.
  return Buffer.concat([first, extended, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
}
