import { STREAM_SUBPROTOCOL, streamKeyProtocol } from '@capstan/protocol/api';
import { Change } from './change.ts';
import { ConnectionFailure } from './connection-failure.ts';
import type { Connection, ConnectionItem, ConnectionRequest } from './connection.ts';
import type { WebSocketConstructor, WebSocketLike } from './follow-options.ts';
import { readFrame, readJson } from './read-frame.ts';
import { Silence } from './silence.ts';

/** Characters that wait for the follower, at most. A WebSocket cannot be told to wait: beyond this it begins anew. */
const LIMIT = 64 * 1_024 * 1_024;

export async function* webSocketConnection(
  { url, apiKey, silenceSeconds, signal }: ConnectionRequest,
  WebSocket: WebSocketConstructor,
): Connection {
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  address.searchParams.set('joined', 'true');
  const key = apiKey === undefined ? [] : [streamKeyProtocol(apiKey)];
  const socket = new WebSocket(address.href, [STREAM_SUBPROTOCOL, ...key]);
  const inflow = new Inflow(socket, silenceSeconds);
  const end = (): void => inflow.end();
  signal.addEventListener('abort', end);
  try {
    while (!inflow.opened && !inflow.ended) await inflow.next();
    if (!inflow.opened) throw new ConnectionFailure('The WebSocket could not be opened');
    yield { type: 'open' };
    for (;;) {
      const message = inflow.take();
      if (message !== undefined) yield* framesOf(message);
      else if (inflow.ended) return;
      else await inflow.next();
    }
  } finally {
    signal.removeEventListener('abort', end);
    inflow.end();
    socket.close();
  }
}

/** A message holds one frame to a line. */
function* framesOf(message: string): Generator<ConnectionItem> {
  for (const line of message.split('\n')) yield readFrame(readJson(line)) ?? { type: 'alive' };
}

/** What has come over a WebSocket and was not taken yet. */
class Inflow {
  readonly #waiting: string[] = [];
  /** Characters that wait. */
  #length = 0;
  readonly #silence: Silence;
  readonly #change = new Change();
  opened = false;
  ended = false;

  constructor(socket: WebSocketLike, silenceSeconds: number) {
    this.#silence = new Silence(silenceSeconds);
    this.#silence.signal.addEventListener('abort', () => this.end());
    this.#silence.begin();
    socket.addEventListener('open', () => {
      this.opened = true;
      this.#change.happen();
    });
    socket.addEventListener('message', ({ data }) => this.#put(String(data)));
    socket.addEventListener('error', () => this.end());
    socket.addEventListener('close', () => this.end());
  }

  take(): string | undefined {
    const message = this.#waiting.shift();
    this.#length -= message?.length ?? 0;
    return message;
  }

  /** Resolves when something has happened. Rejects when nothing was heard for too long. */
  async next(): Promise<void> {
    await this.#change.wait();
    this.#silence.signal.throwIfAborted();
  }

  /** Nothing is taken in any more. */
  end(): void {
    this.ended = true;
    this.#silence.end();
    this.#change.happen();
  }

  #put(text: string): void {
    if (this.ended) return;
    this.#silence.begin();
    this.#waiting.push(text);
    this.#length += text.length;
    if (this.#length >= LIMIT) this.end();
    this.#change.happen();
  }
}
