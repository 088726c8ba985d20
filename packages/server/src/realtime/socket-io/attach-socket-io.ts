import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { refusalOf, type Refusal } from './refusal.ts';
import { SocketClient, type SocketParts } from './socket-client.ts';
import { SOCKET_IO_PATH } from '../upgrade-router.ts';

const LARGEST_MESSAGE_BYTES = 4 * 1_024 * 1_024;

/**
 * Serves the Socket.IO protocol of OpenHands. To be called when the server has its request listener: Socket.IO takes the
 * requests below its path before it. Returns the way to cut off whoever has not joined a conversation.
 */
export function attachSocketIo(httpServer: HttpServer, parts: SocketParts): () => void {
  const { handshake, context } = parts;
  const io = new Server(httpServer, {
    path: SOCKET_IO_PATH,
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    destroyUpgrade: false,
    // Who may not call is refused by `allowRequest`.
    cors: { origin: true, credentials: true },
    allowRequest: (request, answer) => {
      const refused = handshake.refusal(request);
      answer(refused?.message, refused === undefined);
    },
  });
  const clients = new WeakMap<Socket, SocketClient>();
  const connect = async (socket: Socket): Promise<Refusal | undefined> => {
    try {
      clients.set(socket, await SocketClient.connect(socket, parts));
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.unexpected) {
        context.log.error({ error: refusal.cause }, 'A Socket.IO client could not be connected');
      }
      return refusal;
    }
  };
  io.use((socket, answer) => void connect(socket).then(answer));
  io.on('connection', (socket) => {
    clients.get(socket)?.open();
  });
  return () => void io.engine.close();
}
