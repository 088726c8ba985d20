import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ServerLog } from '../operations/server-log.ts';

/** How long the head of a request may take to come, from the first moment of a connection. */
const HEAD_MILLISECONDS = 20_000;
/** How often connections are looked at for that. */
const LOOK_MILLISECONDS = 5_000;
/** Each costs some 10 KB, whoever it is. */
const MOST_CONNECTIONS = 10_000;

export interface HttpServer {
  /** To be told to listen. */
  server: Server;
  /** Cuts off whoever is connected, also by what HTTP gave way to: `closeAllConnections` knows nothing of WebSockets. */
  cutOff: () => void;
}

/** A server of HTTP that nobody holds up by doing nothing. */
export function httpServer(listener: RequestListener, log: ServerLog): HttpServer {
  const server = createServer(
    {
      headersTimeout: HEAD_MILLISECONDS,
      connectionsCheckingInterval: LOOK_MILLISECONDS,
      // Some clients offer HTTP/2 with each first request: what is not understood is passed over.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    listener,
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.on('error', (error) => {
    // Before that, it is for whoever told it to listen.
    if (server.listening) log.error({ error }, 'A connection could not be taken');
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const cutOff = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return { server, cutOff };
}
