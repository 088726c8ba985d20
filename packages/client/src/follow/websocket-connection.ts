import { STREAM_SUBPROTOCOL, streamKeyProtocol } from '@capstan/protocol/api';
import { Change } from './change.ts';
import { ConnectionFailure } from './connection-failure.ts';
import type { Connection, ConnectionRequest } from './connection.ts';
import type { WebSocketConstructor } from './follow-options.ts';
import { readFrame, readJson } from './read-frame.ts';
import { Silence } from './silence.ts';

/** Frames that wait for the follower, at most. A WebSocket cannot be told to wait: beyond this it begins anew. */
const LIMIT = 10_000;

export async function* webSocketConnection(
  { url, apiKey, silenceSeconds, signal }: ConnectionRequest,
  WebSocket: WebSocketConstructor,
): Connection {
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const key = apiKey === undefined ? [] : [streamKeyProtocol(apiKey)];
  const silence = new Silence(silenceSeconds);
  const waiting: string[] = [];
  const arrived = new Change();
  let opened = false;
  let ended = false;
  /** Something has happened. */
  const next = async (): Promise<void> => {
    await arrived.wait();
    silence.signal.throwIfAborted();
  };
  const end = (): void => {
    ended = true;
    arrived.happen();
  };
  const socket = new WebSocket(address.href, [STREAM_SUBPROTOCOL, ...key]);
  socket.addEventListener('open', () => {
    opened = true;
    arrived.happen();
  });
  socket.addEventListener('message', ({ data }) => {
    if (ended) return;
    silence.begin();
    waiting.push(String(data));
    if (waiting.length >= LIMIT) end();
    arrived.happen();
  });
  socket.addEventListener('error', end);
  socket.addEventListener('close', end);
  for (const each of [signal, silence.signal]) each.addEventListener('abort', end, { once: true });
  silence.begin();
  try {
    while (!opened && !ended) await next();
    if (!opened) throw new ConnectionFailure('The WebSocket could not be opened');
    yield { type: 'open' };
    for (;;) {
      const text = waiting.shift();
      if (text !== undefined) yield readFrame(readJson(text)) ?? { type: 'alive' };
      else if (ended) return;
      else await next();
    }
  } finally {
    ended = true;
    silence.end();
    signal.removeEventListener('abort', end);
    socket.close();
  }
}
