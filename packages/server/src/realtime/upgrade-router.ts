import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CapstanError } from '@capstan/protocol';
import { failureOf } from '../http/failure.ts';
import type { Handshake } from './handshake.ts';
import type { AcceptStream } from './websocket-stream.ts';

const PATH = /^\/api\/conversations\/([^/]+)\/(events\/stream|terminal)$/;
/** Paths below it are Socket.IO's own. */
export const SOCKET_IO_PATH = '/socket.io';

/** Brings requests to upgrade to whoever takes them, and refuses the others. */
export function upgradeRouter(
  handshake: Handshake,
  accept: Readonly<Record<'events/stream' | 'terminal', AcceptStream>>,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    if (request.url?.startsWith(`${SOCKET_IO_PATH}/`)) return;
    const [, encoded, kind] = PATH.exec(url?.pathname ?? '') ?? [];
    const conversationId = encoded === undefined ? undefined : decoded(encoded);
    const refused = handshake.refusal(request);
    if (refused !== undefined) refuse(socket, refused);
    else if (url !== null && conversationId !== undefined) {
      const taken = kind === 'terminal' ? accept.terminal : accept['events/stream'];
      taken(request, socket, head, { conversationId, query: url.searchParams });
    } else {
      refuse(socket, new CapstanError('route_not_found', 'There is no WebSocket at this path'));
    }
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // Half an escape: no id has it.
  }
}

/** Answers instead of upgrading, and closes. */
function refuse(socket: Duplex, error: CapstanError): void {
  const { status, body } = failureOf(error);
  const text = JSON.stringify(body);
  socket.on('error', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'connection: close',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n'),
  );
}
