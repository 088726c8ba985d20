import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { refusalOf, type Refusal } from './refusal.ts';
import { SocketClient, type SocketParts } from './socket-client.ts';
import { Strangers } from './strangers.ts';
import { SOCKET_IO_PATH } from '../upgrade-router.ts';

type EngineConnection = Socket['conn'];

const LARGEST_MESSAGE_BYTES = 4 * 1_024 * 1_024;

export interface SocketIoParts extends SocketParts {
  /** Counts who has connected and not joined a conversation. */
  strangers?: Strangers;
}

/**
 * Serves the Socket.IO protocol of OpenHands. To be called when the server has its request listener: Socket.IO takes the
 * requests below its path before it. Returns the way to cut off whoever has not joined a conversation.
 */
export function attachSocketIo(
  httpServer: HttpServer,
  { strangers = new Strangers(), ...parts }: SocketIoParts,
): () => void {
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
      const refused = handshake.refusal(request) ?? strangers.refusal(handshake.addressOf(request));
      answer(refused?.message, refused === undefined);
    },
  });
  // Texts of agents come as text, and are to be taken for nothing else.
  io.engine.on('headers', (headers: Record<string, string>) => {
    headers['x-content-type-options'] = 'nosniff';
  });
  const known = new WeakMap<object, () => void>();
  io.engine.on('connection', (connection: EngineConnection) => {
    const leave = strangers.add(handshake.addressOf(connection.request));
    known.set(connection, leave);
    connection.once('close', leave);
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
    known.get(socket.conn)?.();
    clients.get(socket)?.open();
  });
  return () => void io.engine.close();
}
