import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** A proxy on loopback that lets nothing out: what would go to another machine fails here. */
export class DeadEnd implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<DeadEnd> {
    const server = createServer((_request, response) => response.writeHead(502).end());
    server.on('connect', (_request, socket: Socket) => {
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DeadEnd(server);
  }

  /** Has a process take this way to everything beyond this machine. */
  get environment(): Record<string, string> {
    const address = this.#server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    return { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '127.0.0.1,localhost', NODE_USE_ENV_PROXY: '1' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
