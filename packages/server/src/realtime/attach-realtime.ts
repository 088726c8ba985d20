import type { Server } from 'node:http';
import type { ServerContext } from '../server-context.ts';
import type { Connections } from './connections.ts';
import { EventTexts } from './event-texts.ts';
import { Handshake } from './handshake.ts';
import { attachSocketIo } from './socket-io/attach-socket-io.ts';
import { webSocketTerminal } from './terminal/websocket-terminal.ts';
import { upgradeRouter } from './upgrade-router.ts';
import { webSocketStream } from './websocket-stream.ts';

/** What followers of conversations need of an HTTP server beside its routes. */
export interface Realtime {
  readonly connections: Connections;
  /** Sends every client away, and cuts off who is still there after so many seconds. */
  close(seconds: number): Promise<void>;
}

/**
 * Serves Socket.IO and the WebSockets of event streams and of terminals. To be called when the server has its request listener.
 * `connections` are those that `eventStreamRoutes` got.
 */
export function attachRealtime(server: Server, context: ServerContext, connections: Connections): Realtime {
  const handshake = new Handshake(context);
  const closeSocketIo = attachSocketIo(server, { context, connections, handshake, texts: new EventTexts() });
  const parts = { context, connections, handshake };
  server.on(
    'upgrade',
    upgradeRouter(handshake, { 'events/stream': webSocketStream(parts), terminal: webSocketTerminal(parts) }),
  );
  return {
    connections,
    close: async (seconds) => {
      await connections.close(seconds);
      closeSocketIo();
    },
  };
}
