import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CapstanError, type OpenedShell, type TerminalSize } from '@capstan/protocol';
import {
  STREAM_CLOSE,
  terminalQuerySchema,
  terminalRequestSchema,
  type TerminalFrame,
} from '@capstan/protocol/api';
import type { RawData, WebSocket } from 'ws';
import { failureOf } from '../../http/failure.ts';
import { attach } from '../../routes/workspace/with-conversation.ts';
import type { ServerContext } from '../../server-context.ts';
import { asCapstanError } from '../../operations/as-capstan-error.ts';
import { ownedConversation } from '../../user/owner.ts';
import type { User } from '../../user/user-auth.ts';
import type { Connections } from '../connections.ts';
import type { Handshake } from '../handshake.ts';
import { bytesOf, frameOf, idOf, queryOf } from '../socket-request.ts';
import type { StreamTarget } from '../stream-socket.ts';
import { OutputWindow } from './output-window.ts';
import { TypedInput } from './typed-input.ts';

export interface TerminalSocketParts {
  context: ServerContext;
  connections: Connections;
  handshake: Handshake;
}

/** How often it is looked whether the conversation still runs, and whether anything happens. */
const LOOK_MILLISECONDS = 1_000;
/** How long somebody who was told the last word may take to go. */
const FAREWELL_MILLISECONDS = 3_000;

/** A shell of one person over WebSocket. Nothing of it outlasts the socket. */
export class TerminalSocket {
  readonly #socket: WebSocket;
  readonly #parts: TerminalSocketParts;
  readonly #gone = new AbortController();
  readonly #input: TypedInput;
  #window = new OutputWindow();
  #shell: OpenedShell | undefined;
  /** Said before there was a shell. */
  #size: TerminalSize | undefined;
  /** Why the shell is ended by this side. */
  #reason: CapstanError | undefined;
  #lastAt = Date.now();
  #alive = true;

  constructor(socket: WebSocket, parts: TerminalSocketParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#input = new TypedInput((full) => (full ? socket.pause() : socket.resume()));
    socket.on('error', (error) => parts.context.log.debug({ error }, 'A WebSocket has failed'));
    socket.on('pong', () => (this.#alive = true));
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.once('close', () => {
      this.#gone.abort();
      this.#window.end();
    });
  }

  /** Checks who asks for what, and serves the shell until one of both ends. */
  async open(request: IncomingMessage, target: StreamTarget): Promise<void> {
    try {
      const exitCode = await this.#serve(request, target);
      this.#say({ type: 'exit', code: exitCode });
      this.#close(STREAM_CLOSE.done, 'exit');
    } catch (error) {
      this.#refuse(error, target);
    }
  }

  /** Resolves with the exit code when the shell has ended by itself. */
  async #serve(request: IncomingMessage, target: StreamTarget): Promise<number | null> {
    const { context, connections, handshake } = this.#parts;
    const user = await handshake.identify(request);
    const { window, ...size } = queryOf(terminalQuerySchema, target.query);
    const conversationId = idOf(target.conversationId);
    await ownedConversation(context, conversationId, user);
    if (!context.config.terminal.interactive) throw notPermitted();
    await this.#checkRunning(conversationId);
    this.#window = new OutputWindow(window);
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(connections.add(this.#connectionOf(user), context.metrics));
    const connectionId = randomUUID();
    await context.manager.joinConversation(conversationId, connectionId, { userId: user.id });
    cleanup.defer(() => context.manager.disconnectFromSession(connectionId));
    const { conversation, release } = await attach(context, conversationId, user);
    cleanup.defer(release);
    const { access } = conversation.runtime;
    const shell = await access.openShell({ ...size, signal: this.#gone.signal });
    cleanup.defer(() => shell.close());
    const watch = setInterval(() => void this.#look(conversationId), LOOK_MILLISECONDS).unref();
    cleanup.defer(() => clearInterval(watch));
    // Awaited, because what it needs is let go of at the end.
    return await this.#bring(shell, {
      conversationId,
      userId: user.id,
      address: handshake.addressOf(request),
    });
  }

  async #bring(shell: OpenedShell, who: object): Promise<number | null> {
    const { log } = this.#parts.context;
    const openedAt = Date.now();
    log.info(who, 'A shell was opened');
    this.#shell = shell;
    if (this.#size !== undefined) shell.resize(this.#size);
    this.#say({ type: 'open' });
    this.#input.goTo(shell);
    let exitCode: number | null = null;
    try {
      for await (const chunk of shell.output) await this.#write(chunk);
      exitCode = await shell.exit;
    } finally {
      log.info({ ...who, exitCode, seconds: (Date.now() - openedAt) / 1_000 }, 'A shell was closed');
    }
    if (this.#reason !== undefined) throw this.#reason;
    return exitCode;
  }

  async #write(chunk: Uint8Array): Promise<void> {
    this.#lastAt = Date.now();
    await new Promise<void>((resolve) => this.#socket.send(chunk, { binary: true }, () => resolve()));
    await this.#window.sent(chunk.length);
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#alive = true;
    this.#lastAt = Date.now();
    try {
      if (isBinary) return this.#input.push(bytesOf(data));
      const said = frameOf(terminalRequestSchema, data);
      if (said.type === 'taken') return this.#window.taken(said.bytes);
      this.#size = { columns: said.columns, rows: said.rows };
      this.#shell?.resize(this.#size);
    } catch (error) {
      this.#end(error);
    }
  }

  async #look(conversationId: string): Promise<void> {
    const { idleMinutes } = this.#parts.context.config.terminal;
    try {
      await this.#checkRunning(conversationId);
      if (Date.now() - this.#lastAt > idleMinutes * 60_000) throw idle(idleMinutes);
    } catch (error) {
      this.#end(error);
    }
  }

  async #checkRunning(conversationId: string): Promise<void> {
    if (await this.#parts.context.manager.isAgentLoopRunning(conversationId)) return;
    throw new CapstanError(
      'conversation_not_running',
      'The conversation does not run, so there is no sandbox to open a shell in',
    );
  }

  /** Ends the shell for this reason; without one, the socket. */
  #end(reason: unknown): void {
    this.#reason ??= asCapstanError(reason);
    this.#window.end();
    if (this.#shell === undefined) this.#socket.close(closeCode(reason));
    else void this.#shell.close();
  }

  #connectionOf({ id: userId }: User): Parameters<Connections['add']>[0] {
    return {
      protocol: 'websocket',
      userId,
      beat: () => this.#beat(),
      leave: () => this.#close(STREAM_CLOSE.goingAway, 'The server is shutting down'),
      destroy: () => this.#socket.terminate(),
    };
  }

  #beat(): void {
    // While it is not listened to, it cannot be heard.
    if (!this.#alive && !this.#input.full) return this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
  }

  #say(frame: TerminalFrame): void {
    this.#socket.send(JSON.stringify(frame), () => undefined);
  }

  #refuse(error: unknown, { conversationId }: StreamTarget): void {
    if (this.#gone.signal.aborted) return;
    const { log } = this.#parts.context;
    const { body, unexpected } = failureOf(error);
    const { code, message, remedy } = body;
    if (unexpected) log.error({ error }, 'A shell could not be served');
    else if (this.#shell === undefined) log.info({ conversationId, code }, 'A shell was refused');
    this.#say({ type: 'error', code, message, remedy });
    this.#close(closeCode(error), code);
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    const overdue = setTimeout(() => this.#socket.terminate(), FAREWELL_MILLISECONDS).unref();
    this.#socket.once('close', () => clearTimeout(overdue));
  }
}

const closeCode = (error: unknown): number => 4_000 + failureOf(error).status;

const notPermitted = (): CapstanError =>
  new CapstanError('forbidden', 'This server does not permit shells of people', {
    remedy: 'Whoever runs the server can permit them: `terminal.interactive = "on"` in its configuration.',
  });

const idle = (minutes: number): CapstanError =>
  new CapstanError(
    'stream_closed',
    `The shell was closed: nothing has happened in it for ${minutes} minutes`,
    {
      remedy: 'Open another one.',
    },
  );
