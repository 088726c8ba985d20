import { STREAM_SUBPROTOCOL } from '@capstan/protocol/api';
import { WebSocketServer } from 'ws';
import type { AcceptStream } from '../websocket-stream.ts';
import { TerminalSocket, type TerminalSocketParts } from './terminal-socket.ts';

const LARGEST_FRAME_BYTES = 1_024 * 1_024;

/** Shells of people over WebSocket. As with the event stream, who may not have one is told so by a frame and a close code. */
export function webSocketTerminal(parts: TerminalSocketParts): AcceptStream {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(STREAM_SUBPROTOCOL) ? STREAM_SUBPROTOCOL : false),
  });
  return (request, socket, head, target) => {
    server.handleUpgrade(request, socket, head, (webSocket) => {
      void new TerminalSocket(webSocket, parts).open(request, target);
    });
  };
}
