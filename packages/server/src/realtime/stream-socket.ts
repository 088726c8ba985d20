import type { IncomingMessage } from 'node:http';
import { CapstanError } from '@capstan/protocol';
import { STREAM_CLOSE, streamRequestSchema, type StreamFrame } from '@capstan/protocol/api';
import type { RawData, WebSocket } from 'ws';
import { failureOf } from '../http/failure.ts';
import type { ServerContext } from '../server-context.ts';
import { ownedConversation } from '../user/owner.ts';
import type { ClientConnection, Connections } from './connections.ts';
import { followFeed } from './follow-feed.ts';
import type { Handshake } from './handshake.ts';
import { Inbox } from './inbox.ts';
import { JoinedMessages } from './joined-messages.ts';
import { Outlet } from './outlet.ts';
import { frameOf, idOf, queryOf } from './socket-request.ts';
import type { StreamFormat } from './stream-format.ts';
import { streamQuery } from './stream-query.ts';

export interface StreamSocketParts {
  context: ServerContext;
  connections: Connections;
  handshake: Handshake;
  format: StreamFormat;
}

export interface StreamTarget {
  conversationId: string;
  query: URLSearchParams;
}

type Said = Extract<StreamFrame, { type: 'accepted' | 'refused' }>;

/** How long somebody who is refused may take to go. */
const FAREWELL_MILLISECONDS = 3_000;

/** One client of an event stream over WebSocket. */
export class StreamSocket {
  readonly #socket: WebSocket;
  readonly #parts: StreamSocketParts;
  readonly #outlet: Outlet;
  readonly #joined: JoinedMessages;
  /** Whether the client takes several frames in one message. */
  #joins = false;
  readonly #inbox: Inbox;
  #alive = true;
  /** Whether actions are taken: not before it is known whose they are. */
  #admitted = false;
  #unfollow: () => void = () => undefined;
  #leave: () => void = () => undefined;

  constructor(socket: WebSocket, parts: StreamSocketParts) {
    this.#socket = socket;
    this.#parts = parts;
    const { log } = parts.context;
    const send = (text: string, sent: () => void): void => socket.send(text, () => sent());
    this.#joined = new JoinedMessages(send);
    this.#outlet = new Outlet({
      send: (text, sent) => (this.#joins ? this.#joined.write(text, sent) : send(text, sent)),
      onStall: () => socket.terminate(),
      stallSeconds: parts.connections.stallSeconds,
    });
    this.#inbox = new Inbox((error) => this.#refuse(error));
    socket.on('error', (error) => log.debug({ error }, 'A WebSocket has failed'));
    socket.on('pong', () => {
      this.#alive = true;
    });
    socket.once('close', () => {
      this.#unfollow();
      this.#outlet.close();
      this.#leave();
    });
  }

  /** Checks who asks for what, and follows the conversation. What comes meanwhile waits. */
  open(request: IncomingMessage, target: StreamTarget): void {
    this.#inbox.take(() => this.#follow(request, target));
    this.#socket.on('message', (data) => {
      this.#alive = true;
      if (this.#inbox.take(() => this.#take(target.conversationId, data))) return;
      this.#refuse(new CapstanError('too_many_requests', 'Too many actions wait to be taken'));
    });
  }

  async #follow(request: IncomingMessage, { conversationId, query }: StreamTarget): Promise<void> {
    const { context, connections, handshake, format } = this.#parts;
    const user = await handshake.identify(request);
    const { after, deltas, joined } = queryOf(streamQuery, query);
    this.#joins = joined;
    await ownedConversation(context, idOf(conversationId), user);
    this.#admitted = true;
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#leave = connections.add(this.#connectionOf(user.id), context.metrics);
    this.#unfollow = followFeed({
      feed: context.manager.feed(conversationId),
      after,
      deltas,
      format,
      outlet: this.#outlet,
      onEnd: (end) => {
        if (end.kind === 'lagged') this.#close(STREAM_CLOSE.lagged, 'lagged');
        else this.#close(closeCode(end.error), end.error.code);
      },
    });
  }

  #connectionOf(userId: string | null): ClientConnection {
    return {
      protocol: 'websocket',
      userId,
      beat: () => this.#beat(),
      leave: () => this.#close(STREAM_CLOSE.goingAway, 'The server is shutting down'),
      destroy: () => this.#socket.terminate(),
    };
  }

  #beat(): void {
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
    if (!this.#outlet.congested) void this.#outlet.write(this.#parts.format.heartbeat);
  }

  async #take(conversationId: string, data: RawData): Promise<void> {
    // Also what a client said that has gone since.
    if (!this.#admitted) return;
    const request = frameOf(streamRequestSchema, data);
    let said: Said;
    try {
      const { id } = await this.#parts.context.manager.sendEventToConversation(
        conversationId,
        request.action,
      );
      said = { type: 'accepted', id: request.id, event_id: id };
    } catch (error) {
      const { code, message } = this.#told(error);
      said = { type: 'refused', id: request.id, error: { code, message } };
    }
    await this.#outlet.write(JSON.stringify(said));
  }

  #refuse(error: unknown): void {
    this.#admitted = false;
    const { code, message } = this.#told(error);
    this.#unfollow();
    void this.#outlet.write(JSON.stringify({ type: 'end', code, message } satisfies StreamFrame));
    this.#close(closeCode(error), code);
    // Who does not answer the closing would stay for half a minute, known or not.
    const overdue = setTimeout(() => this.#socket.terminate(), FAREWELL_MILLISECONDS).unref();
    this.#socket.once('close', () => clearTimeout(overdue));
  }

  #told(error: unknown): { code: string; message: string } {
    const { body, unexpected } = failureOf(error);
    if (unexpected) this.#parts.context.log.error({ error }, 'A WebSocket could not be served');
    return body;
  }

  #close(code: number, reason: string): void {
    this.#joined.flush();
    this.#socket.close(code, reason);
  }
}

const closeCode = (error: unknown): number => 4_000 + failureOf(error).status;
