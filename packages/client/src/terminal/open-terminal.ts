import { CapstanError } from '@capstan/protocol';
import {
  STREAM_SUBPROTOCOL,
  streamKeyProtocol,
  terminalFrameSchema,
  type TerminalFrame,
  type TerminalRequest,
} from '@capstan/protocol/api';
import type { OpenTerminal, TerminalEnd, TerminalOptions, TerminalWebSocket } from './terminal-options.ts';

const WINDOW_BYTES = 256 * 1024;
/** It is said when this part of the window was taken, not for every few bytes. */
const SAID_PART = 1 / 4;
/** `readyState` of a WebSocket that takes messages. */
const OPEN = 1;

/**
 * Opens a shell of a person in the sandbox of a conversation that runs. It does not connect again: what ran in the shell
 * ends with its connection. Throws a `CapstanError` with `usage` where there is no WebSocket.
 */
export function openTerminal(options: TerminalOptions): OpenTerminal {
  const WebSocket = options.WebSocket ?? globalThis.WebSocket;
  if (WebSocket === undefined) {
    throw new CapstanError('usage', 'There is no WebSocket here: pass a constructor of one');
  }
  const window = options.window ?? WINDOW_BYTES;
  const key = options.apiKey === undefined ? [] : [streamKeyProtocol(options.apiKey)];
  const socket = new WebSocket(addressOf(options, window), [STREAM_SUBPROTOCOL, ...key]);
  return new Terminal(socket, options, window * SAID_PART);
}

function addressOf({ baseUrl, conversationId, columns, rows }: TerminalOptions, window: number): string {
  const base = baseUrl.replace(/\/+$/, '');
  const url = new URL(`${base}/api/conversations/${encodeURIComponent(conversationId)}/terminal`);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  for (const [name, value] of Object.entries({ columns, rows, window }))
    url.searchParams.set(name, String(value));
  return url.href;
}

class Terminal implements OpenTerminal {
  readonly #socket: TerminalWebSocket;
  readonly #options: TerminalOptions;
  readonly #sayAfter: number;
  /** Typed before there was a connection. */
  #early: (string | Uint8Array<ArrayBuffer>)[] = [];
  #taken = 0;
  #ended = false;

  constructor(socket: TerminalWebSocket, options: TerminalOptions, sayAfter: number) {
    this.#socket = socket;
    this.#options = options;
    this.#sayAfter = sayAfter;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      for (const data of this.#early.splice(0)) socket.send(data);
    });
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    // A connection that fails closes as well.
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', () => this.#end({ type: 'lost' }));
  }

  /** Bytes are what the server takes for keys, text for what is said about them. */
  write(data: string | Uint8Array<ArrayBuffer>): void {
    this.#send(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  }

  resize({ columns, rows }: { columns: number; rows: number }): void {
    this.#say({ type: 'resize', columns, rows });
  }

  close(): void {
    this.#ended = true;
    this.#socket.close();
  }

  #receive(data: unknown): void {
    if (this.#ended) return;
    if (data instanceof ArrayBuffer) void this.#hand(new Uint8Array(data));
    else this.#hear(frameOf(data));
  }

  #hear(frame: TerminalFrame | undefined): void {
    if (frame === undefined) return;
    if (frame.type === 'open') this.#options.onOpen?.();
    else this.#end(frame);
  }

  async #hand(bytes: Uint8Array): Promise<void> {
    await this.#options.onOutput(bytes);
    this.#taken += bytes.length;
    if (this.#taken < this.#sayAfter) return;
    this.#say({ type: 'taken', bytes: this.#taken });
    this.#taken = 0;
  }

  #end(end: TerminalEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onEnd(end);
    this.#socket.close();
  }

  #say(request: TerminalRequest): void {
    this.#send(JSON.stringify(request));
  }

  #send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === OPEN) this.#socket.send(data);
    else if (!this.#ended) this.#early.push(data);
  }
}

/** Undefined for what a later server may say. */
function frameOf(data: unknown): TerminalFrame | undefined {
  try {
    return terminalFrameSchema.safeParse(JSON.parse(String(data))).data;
  } catch {
    return undefined;
  }
}
