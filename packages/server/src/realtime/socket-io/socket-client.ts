import { CapstanError, type JsonObject } from '@capstan/protocol';
import { jsonObjectSchema } from '@capstan/protocol/api';
import type { Socket } from 'socket.io';
import { failureOf } from '../../http/failure.ts';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import { effectiveSettings } from '../../settings/effective-settings.ts';
import type { User } from '../../user/user-auth.ts';
import type { ClientConnection, Connections } from '../connections.ts';
import type { EventTexts } from '../event-texts.ts';
import type { Handshake } from '../handshake.ts';
import { Inbox } from '../inbox.ts';
import { Outlet } from '../outlet.ts';
import { connectQuery, gitProviders } from './connect-query.ts';
import { imageRefusal } from './image-refusal.ts';
import { Refusal, refusalOf } from './refusal.ts';
import { SocketFollower } from './socket-follower.ts';

export interface SocketParts {
  context: ServerContext;
  connections: Connections;
  handshake: Handshake;
  texts: EventTexts;
}

/** What a client may ask to be told of what it sent. */
type Acknowledge = (answer: { id: number } | { error: string }) => void;

/** The present name and the former one. */
const ACTIONS: ReadonlySet<unknown> = new Set(['oh_user_action', 'oh_action']);

/** One client of a conversation over Socket.IO. */
export class SocketClient {
  readonly #socket: Socket;
  readonly #parts: SocketParts;
  readonly #conversationId: string;
  readonly #user: User;
  readonly #outlet: Outlet;
  readonly #follower: SocketFollower;
  readonly #inbox: Inbox;
  #leave: () => void = () => undefined;
  #gone = false;

  private constructor(
    socket: Socket,
    parts: SocketParts,
    target: { conversationId: string; user: User; after: number; historyEnd: number },
  ) {
    this.#socket = socket;
    this.#parts = parts;
    this.#conversationId = target.conversationId;
    this.#user = target.user;
    this.#outlet = new Outlet({
      send: (text, sent) => socket.conn.write(text, undefined, sent),
      onStall: () => this.#cutOff(),
      stallSeconds: parts.connections.stallSeconds,
    });
    this.#follower = new SocketFollower({
      feed: parts.context.manager.feed(target.conversationId),
      after: target.after,
      historyEnd: target.historyEnd,
      outlet: this.#outlet,
      texts: parts.texts,
      onEnd: () => socket.disconnect(true),
    });
    this.#inbox = new Inbox((error) =>
      parts.context.log.error({ error }, 'What a Socket.IO client sent could not be taken'),
    );
  }

  /** Checks who asks for what, and starts the loop. Rejects with a `Refusal`. */
  static async connect(socket: Socket, parts: SocketParts): Promise<SocketClient> {
    const { context, handshake } = parts;
    const query = connectQuery(socket.handshake.query);
    const { conversationId } = query;
    if (conversationId === undefined) throw new Refusal('No conversation_id in query params');
    let user: User;
    let historyEnd: number;
    try {
      user = await handshake.identify(socket.request, query.sessionApiKey);
      gitProviders(query.providers);
      await ownedConversation(context, conversationId, user);
    } catch (error) {
      throw refusalOf(error);
    }
    try {
      historyEnd = await context.manager.feed(conversationId).latestId();
    } catch (error) {
      throw refusalOf(error, (reason) => `Failed to access conversation events: ${reason}`);
    }
    await requireSettings(context, user);
    const target = { conversationId, user, after: query.latestEventId, historyEnd };
    const client = new SocketClient(socket, parts, target);
    try {
      await client.#join();
    } catch (error) {
      client.#go();
      throw refusalOf(error, () => 'Failed to join conversation');
    }
    return client;
  }

  /** The client has been told that it is connected. */
  open(): void {
    // Not by a listener: what came in the same moment as the end of the connection would not be given to it.
    this.#socket.use(([name, data, acknowledge]: unknown[], next) => {
      if (ACTIONS.has(name)) this.#onAction(data, acknowledge);
      else next();
    });
    this.#follower.open();
  }

  async #join(): Promise<void> {
    const { context, connections } = this.#parts;
    this.#leave = connections.add(this.#connection(), context.metrics);
    // It may go before it is connected, and stay when it is not any more.
    this.#socket.conn.once('close', () => this.#go());
    this.#socket.once('disconnect', () => this.#go());
    await this.#joinConversation();
    if (this.#socket.conn.readyState !== 'open') this.#disconnect();
  }

  async #joinConversation(): Promise<void> {
    await this.#parts.context.manager.joinConversation(this.#conversationId, this.#socket.id, {
      userId: this.#user.id,
    });
  }

  #connection(): ClientConnection {
    return {
      protocol: 'socketio',
      userId: this.#user.id,
      // Socket.IO does that itself.
      beat: () => undefined,
      // Not a word of Socket.IO before: its clients come back only when the transport was closed.
      leave: () => this.#socket.conn.close(),
      destroy: () => this.#cutOff(),
    };
  }

  #onAction(data: unknown, acknowledge: unknown): void {
    const answer: Acknowledge = (told) => {
      if (typeof acknowledge === 'function') acknowledge(told);
    };
    if (this.#inbox.take(() => this.#act(data, answer))) return;
    this.#complain(new CapstanError('too_many_requests', 'Too many actions wait to be taken'), answer);
  }

  async #act(data: unknown, answer: Acknowledge): Promise<void> {
    await this.#outlet.room();
    try {
      answer(await this.#send(actionOf(data)));
    } catch (error) {
      this.#complain(error, answer);
    }
  }

  async #send(data: JsonObject): Promise<{ id: number }> {
    const { manager } = this.#parts.context;
    const session = manager.getAgentSession(this.#conversationId);
    const refusal = imageRefusal(data, session?.acceptsImages ?? true);
    if (refusal !== undefined) throw new CapstanError('event_invalid', refusal);
    try {
      return await manager.sendToEventStream(this.#socket.id, data);
    } catch (error) {
      if (!CapstanError.is(error) || error.code !== 'conversation_not_running') throw error;
      // What was said before the client went is heard all the same.
      if (this.#gone) return manager.sendEventToConversation(this.#conversationId, data);
      // The loop was stopped while the client stayed: it is wanted again.
      await this.#joinConversation();
      return manager.sendToEventStream(this.#socket.id, data);
    }
  }

  #complain(error: unknown, answer: Acknowledge): void {
    const { body, unexpected } = failureOf(error);
    if (unexpected) this.#parts.context.log.error({ error }, 'A Socket.IO client could not be served');
    void this.#follower.say({ error: true, message: body.message });
    answer({ error: body.message });
  }

  #cutOff(): void {
    this.#socket.conn.close(true);
  }

  #go(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#follower.close();
    this.#outlet.close();
    this.#leave();
    this.#disconnect();
  }

  /** The loop goes on. */
  #disconnect(): void {
    const { manager, log } = this.#parts.context;
    manager.disconnectFromSession(this.#socket.id).catch((error: unknown) => {
      log.error({ error }, 'A connection could not be taken from its conversation');
    });
  }
}

/** Without them, and without a model of the server, no agent can be started. */
async function requireSettings({ settings, config }: ServerContext, user: User): Promise<void> {
  if (effectiveSettings(config).model.name !== null || (await settings.load(user.id)) !== undefined) return;
  throw refusalOf(new CapstanError('settings_not_found', 'Settings not found'));
}

function actionOf(data: unknown): JsonObject {
  const parsed = jsonObjectSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new CapstanError('event_invalid', 'An action has to be a JSON object');
}
