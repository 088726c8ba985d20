import { connect, type Socket } from 'node:net';
import type { ExecutorAddress } from '../access/access-connection.ts';
import { CapstanError, type ActionEvent, type ObservationDraft, type SettleResult } from '@capstan/protocol';
import { readExecutorFrame } from './executor-frame.ts';
import {
  MAX_LINE_BYTES,
  PROTOCOL_VERSION,
  type ClientFrame,
  type ExecutorFrame,
  type ExecutorStatus,
} from './frame.ts';
import { LineDecoder } from './line-decoder.ts';

type Answer = Extract<ExecutorFrame, { request: number }>;
type Question = Extract<ClientFrame, { request: number }>;
type WithoutRequest<F> = F extends unknown ? Omit<F, 'request'> : never;

interface Pending {
  resolve: (frame: Answer) => void;
  reject: (error: CapstanError) => void;
}

/**
 * One connection to an executor. Every call rejects with `runtime_disconnected` once the connection is
 * gone; a client does not reconnect.
 */
export class ExecutorClient {
  readonly address: ExecutorAddress;
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  readonly #outputs = new Map<number, Set<(text: string) => void>>();
  readonly #closed = Promise.withResolvers<void>();
  readonly #welcome = Promise.withResolvers<void>();
  #nextRequest = 1;
  #end: CapstanError | undefined;

  private constructor(socket: Socket, address: ExecutorAddress) {
    this.#socket = socket;
    this.address = address;
    // Nobody has to wait for the welcome; whoever asks something hears of the end by that.
    this.#welcome.promise.catch(() => undefined);
  }

  /**
   * Connects and shows the token. Resolves as soon as there is a socket that somebody listens on: what is
   * asked before the executor is up waits. Rejects with `runtime_disconnected` where nobody listens.
   */
  static async connect(path: string, token: string): Promise<ExecutorClient> {
    const socket = connect(path);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', (cause) => {
        reject(new CapstanError('runtime_disconnected', 'No executor listens.', { cause }));
      });
    });
    const client = new ExecutorClient(socket, { socket: path, token });
    client.#listen();
    client.#send({ kind: 'hello', version: PROTOCOL_VERSION, token });
    return client;
  }

  /** Resolves when the executor is up and has accepted the token. */
  get welcome(): Promise<void> {
    return this.#welcome.promise;
  }

  /** Resolves when the connection is gone. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  async execute(
    action: ActionEvent,
    options: { secrets?: Record<string, string>; onOutput?: (text: string) => void } = {},
  ): Promise<ObservationDraft> {
    const { secrets = {}, onOutput } = options;
    const listeners = this.#outputs.get(action.id) ?? new Set();
    if (onOutput !== undefined) this.#outputs.set(action.id, listeners.add(onOutput));
    try {
      const answer = await this.#ask({ kind: 'execute', action, secrets });
      if (answer.kind !== 'observation') throw unexpected(answer);
      return answer.observation;
    } finally {
      if (onOutput !== undefined) listeners.delete(onOutput);
      if (listeners.size === 0) this.#outputs.delete(action.id);
    }
  }

  async settle(actionId: number): Promise<SettleResult> {
    const answer = await this.#ask({ kind: 'settle', actionId });
    if (answer.kind !== 'settled') throw unexpected(answer);
    return answer.result;
  }

  async status(): Promise<ExecutorStatus> {
    const answer = await this.#ask({ kind: 'status' });
    if (answer.kind !== 'status') throw unexpected(answer);
    return answer.status;
  }

  async interrupt(actionId: number): Promise<void> {
    await this.#ask({ kind: 'interrupt', actionId });
  }

  async setEnvironment(variables: Record<string, string>): Promise<void> {
    await this.#ask({ kind: 'environment', variables });
  }

  /** Asks the executor to end itself and everything inside; resolves when the connection has closed. */
  async shutdown(): Promise<void> {
    await this.#ask({ kind: 'shutdown' });
    await this.closed;
  }

  close(): void {
    this.#finish('The connection to the executor was closed.');
    this.#socket.destroy();
  }

  #listen(): void {
    const decoder = new LineDecoder(MAX_LINE_BYTES);
    this.#socket.on('data', (chunk: Buffer) => {
      try {
        for (const line of decoder.push(chunk)) this.#receive(line);
      } catch (cause) {
        this.#finish('The executor sent what its protocol does not allow.', cause);
        this.#socket.destroy();
      }
    });
    this.#socket.on('error', (cause) => this.#finish('The connection to the executor broke.', cause));
    this.#socket.on('close', () => this.#finish('The executor ended.'));
  }

  #receive(line: string): void {
    const frame = readExecutorFrame(line);
    if (frame.kind === 'welcome') {
      this.#welcome.resolve();
      this.#rest();
    } else if (frame.kind === 'refused') {
      this.#finish(`The executor refused the connection: ${frame.reason}.`);
      this.#socket.destroy();
    } else if (frame.kind === 'output') {
      for (const listener of this.#outputs.get(frame.actionId) ?? []) listener(frame.text);
    } else {
      const pending = this.#pending.get(frame.request);
      this.#pending.delete(frame.request);
      this.#rest();
      if (frame.kind === 'failed') pending?.reject(new CapstanError('internal', frame.reason));
      else pending?.resolve(frame);
    }
  }

  #ask(question: WithoutRequest<Question>): Promise<Answer> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const request = this.#nextRequest++;
    this.#socket.ref();
    return new Promise((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      this.#send({ ...question, request });
    });
  }

  /** A connection that waits for nothing is no reason for the process to stay. */
  #rest(): void {
    if (this.#pending.size === 0) this.#socket.unref();
  }

  #send(frame: ClientFrame): void {
    this.#socket.write(`${JSON.stringify(frame)}\n`);
  }

  #finish(reason: string, cause?: unknown): void {
    this.#end ??= new CapstanError('runtime_disconnected', reason, { cause });
    for (const { reject } of this.#pending.values()) reject(this.#end);
    this.#pending.clear();
    this.#welcome.reject(this.#end);
    this.#closed.resolve();
  }
}

const unexpected = (answer: Answer): CapstanError =>
  new CapstanError('internal', `The executor answered with ${answer.kind}.`);
