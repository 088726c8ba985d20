import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StreamFrame } from '@capstan/protocol/api';
import { WebSocketServer } from 'ws';

/** What the server does on one connection: frames, or one of these. */
export type Move =
  | StreamFrame
  /** Cut off in the middle of an event. */
  | 'cut'
  /** Ended in order. */
  | 'end'
  /** Not a word more. */
  | 'hang'
  | { status: number; body?: object; headers?: Record<string, string> };

export interface Asked {
  url: string;
  headers: IncomingMessage['headers'];
}

/** A server that plays one list of moves per connection, the last one again and again. */
export class ScriptedStream implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(script: readonly (readonly Move[])[]): Promise<ScriptedStream> {
    const server = createServer();
    const stream = new ScriptedStream(server);
    const webSockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => offered.has('capstan') && 'capstan',
    });
    const moves = (request: IncomingMessage): readonly Move[] => {
      stream.asked.push({ url: request.url ?? '', headers: request.headers });
      return script[Math.min(stream.asked.length, script.length) - 1] ?? [];
    };
    server.on('request', (request, response) => {
      for (const move of moves(request)) {
        if (move === 'hang') return;
        if (move === 'cut') {
          response.write('event: event\ndata: {"id":', () => response.destroy());
          return;
        }
        if (move === 'end') return response.end();
        if ('status' in move) {
          return response
            .writeHead(move.status, { 'content-type': 'application/json', ...move.headers })
            .end(JSON.stringify(move.body ?? {}));
        }
        if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(sseOf(move));
      }
      return response.end();
    });
    server.on('upgrade', (request, socket, head) => {
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        for (const move of moves(request)) {
          if (move === 'hang') return;
          if (move === 'cut') return webSocket.terminate();
          if (move === 'end') break;
          if (!('status' in move)) webSocket.send(JSON.stringify(move));
        }
        webSocket.close();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return stream;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function sseOf(frame: StreamFrame): string {
  const { type, ...rest } = frame;
  if (type === 'heartbeat') return ':\n\n';
  const data =
    frame.type === 'event'
      ? frame.event
      : frame.type === 'delta'
        ? frame.delta
        : frame.type === 'notice'
          ? frame.notice
          : rest;
  const id = frame.type === 'event' ? `id: ${frame.event.id}\n` : '';
  return `${id}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
