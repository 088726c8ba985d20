import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { STREAM_SUBPROTOCOL } from '@capstan/protocol/api';
import { WebSocketServer } from 'ws';
import { EventTexts } from './event-texts.ts';
import { webSocketFormat } from './stream-format.ts';
import { StreamSocket, type StreamSocketParts } from './stream-socket.ts';

const LARGEST_FRAME_BYTES = 4 * 1_024 * 1_024;

/** Takes a request to upgrade to the event stream of a conversation, with what stands in its query. */
export type AcceptStream = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  target: { conversationId: string; query: URLSearchParams },
) => void;

/**
 * The event stream over WebSocket. Who may not have it is told so by an `end` frame and a close code, because a browser
 * tells a page nothing of an upgrade that was refused.
 */
export function webSocketStream(parts: Omit<StreamSocketParts, 'format'>): AcceptStream {
  const format = webSocketFormat(new EventTexts());
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(STREAM_SUBPROTOCOL) ? STREAM_SUBPROTOCOL : false),
  });
  return (request, socket, head, target) => {
    server.handleUpgrade(request, socket, head, (webSocket) => {
      new StreamSocket(webSocket, { ...parts, format }).open(request, target);
    });
  };
}
