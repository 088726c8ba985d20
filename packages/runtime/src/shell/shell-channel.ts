import type { Socket } from 'node:net';
import { ControlReader, type ControlRecord, encodeCancel } from './control-protocol.ts';

/** How a message to the shell ended. */
export type MessageOutcome =
  | { end: 'done' | 'exiting'; exitCode: number; backgroundPid: number | null; workingDirectory: Buffer }
  /** The process is gone: killed, replaced by another program that ended, or ended past our exit trap. */
  | { end: 'gone'; exitCode: number; signal: NodeJS.Signals | null };

export interface ShellChannelListener {
  /** Every record, before an answer is given to whoever waits for it. */
  onRecord: (record: ControlRecord) => void;
  /** C-c must be typed once more. */
  onInterruptLost: () => void;
  /** What came is no record: the channel cannot be used any more. */
  onBroken: () => void;
}

interface PendingMessage {
  id: number;
  /** To send again when the shell was interrupted; null for a command, which must not run twice. */
  repeat: Buffer | null;
  /** The message that cancels an interrupted command: when it is answered first, the command never began. */
  cancelId?: number;
  /** C-c was typed since it was sent. */
  isInterrupted: boolean;
  answered: PromiseWithResolvers<MessageOutcome>;
}

/** Exit status of a command that was interrupted before it began. */
const INTERRUPTED = 130;
/** The answer to a cancelling message takes far less, unless a command runs. */
const CANCEL_PATIENCE_MS = 25;

/** Messages to the shell and their answers: one at a time, in the order they were asked for. */
export class ShellChannel {
  readonly #socket: Socket;
  readonly #listener: ShellChannelListener;
  readonly #reader = new ControlReader();
  #pending: PendingMessage | undefined;
  #closed: MessageOutcome | undefined;
  #lastId = 0;

  constructor(socket: Socket, listener: ShellChannelListener) {
    this.#socket = socket;
    this.#listener = listener;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A broken socket means a process that is gone or replaced, which its end tells.
    socket.on('error', () => socket.destroy());
  }

  /** Sends a command; it is not sent again whatever happens. */
  async command(encode: (id: number) => Buffer): Promise<MessageOutcome> {
    return await this.#exchange(encode, false);
  }

  /** Sends a message that may be done twice. */
  async send(encode: (id: number) => Buffer): Promise<MessageOutcome> {
    return await this.#exchange(encode, true);
  }

  /** C-c is being typed: it is meant for the message that is pending, if any. */
  noteInterrupt(): void {
    if (this.#pending) this.#pending.isInterrupted = true;
  }

  /** Nothing more will come; whoever waits gets this. */
  close(outcome: MessageOutcome): void {
    if (this.#closed) return;
    this.#closed = outcome;
    this.#pending?.answered.resolve(outcome);
    this.#pending = undefined;
    this.#socket.destroy();
  }

  async #exchange(encode: (id: number) => Buffer, isRepeatable: boolean): Promise<MessageOutcome> {
    while (this.#pending) await this.#pending.answered.promise;
    if (this.#closed) return this.#closed;
    const id = ++this.#lastId;
    const bytes = encode(id);
    const answered = Promise.withResolvers<MessageOutcome>();
    this.#pending = { id, repeat: isRepeatable ? bytes : null, isInterrupted: false, answered };
    this.#socket.write(bytes);
    return await answered.promise;
  }

  #receive(chunk: Buffer): void {
    let records: ControlRecord[];
    try {
      records = this.#reader.push(chunk);
    } catch {
      // Only a command that found the descriptor can have written this.
      this.#listener.onBroken();
      return;
    }
    for (const record of records) {
      this.#listener.onRecord(record);
      if (record.kind === 'interrupted') this.#repeatOrCancel();
      else if (record.kind === 'done' || record.kind === 'exiting') this.#answer(record);
    }
  }

  #answer(record: ControlRecord & { kind: 'done' | 'exiting' }): void {
    const pending = this.#pending;
    const isCancelled = pending?.cancelId === record.id;
    if (!pending || (pending.id !== record.id && !isCancelled)) return;
    this.#pending = undefined;
    const { kind: end, backgroundPid, workingDirectory } = record;
    const exitCode = isCancelled ? INTERRUPTED : record.exitCode;
    pending.answered.resolve({ end, exitCode, backgroundPid, workingDirectory });
  }

  /** The shell was interrupted before it began what it was sent, or while that was on its way. */
  #repeatOrCancel(): void {
    const pending = this.#pending;
    if (!pending) return;
    if (pending.repeat) {
      this.#socket.write(pending.repeat);
      return;
    }
    pending.cancelId = ++this.#lastId;
    this.#socket.write(encodeCancel(pending.cancelId));
    if (!pending.isInterrupted) return;
    // If the answer fails to come, the command had begun after all, after the C-c that was meant for it.
    setTimeout(() => {
      if (this.#pending === pending) this.#listener.onInterruptLost();
    }, CANCEL_PATIENCE_MS).unref();
  }
}
