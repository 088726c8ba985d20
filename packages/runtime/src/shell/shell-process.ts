import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { bootstrapScript, LAUNCHER, QUIET_OPTIONS, TERMINAL_MODES } from './bootstrap.ts';
import {
  ControlReader,
  type ControlRecord,
  encodeCancel,
  encodeCommand,
  encodeModes,
  encodePing,
  encodeState,
} from './control-protocol.ts';
import { ShellError } from './shell-error.ts';
import { TerminalDevice } from './terminal-device.ts';

export interface ShellProcessOptions {
  shellPath: string;
  cwd: string;
  environment: Record<string, string>;
  rcFile: string | null;
  columns: number;
  rows: number;
  /** Folder of this session alone; the start-up file is written into it. */
  privateDirectory: string;
  onOutput: (chunk: Buffer) => void;
}

/** How a message to the shell ended. */
export type MessageOutcome =
  | { end: 'done' | 'exiting'; exitCode: number; backgroundPid: number | null; workingDirectory: Buffer }
  /** The process is gone: killed, replaced by another program that ended, or ended past our exit trap. */
  | { end: 'gone'; exitCode: number; signal: NodeJS.Signals | null };

const CANCEL_PATIENCE_MS = 25;
const INTERRUPT_KEY = Buffer.of(0x03);
/** Exit status of a command that was interrupted before it began. */
const INTERRUPTED = 130;

interface PendingMessage {
  id: number;
  /** To send again when the shell was interrupted; null for a command, which must not run twice. */
  bytes: Buffer | null;
  /** The message that cancels an interrupted command: when it is answered first, the command never began. */
  cancelId?: number;
  /** C-c was typed since it was sent. */
  isInterrupted: boolean;
  resolve: (outcome: MessageOutcome) => void;
}

/** One bash on one terminal with its control socket. It ends for good; the session then starts another. */
export class ShellProcess {
  readonly device: TerminalDevice;
  /** Shell text that sets the exported variables as they were after the last command. */
  environment: Buffer = Buffer.alloc(0);
  workingDirectory: Buffer;
  readonly #child: ChildProcess;
  readonly #control: Socket;
  readonly #reader = new ControlReader();
  readonly #exited = Promise.withResolvers<void>();
  #ready = Promise.withResolvers<void>();
  #gone: { exitCode: number; signal: NodeJS.Signals | null } | undefined;
  #state: Buffer | undefined;
  #wasReady = false;
  #pending: PendingMessage | undefined;
  #lastId = 0;

  constructor(options: ShellProcessOptions) {
    this.workingDirectory = Buffer.from(options.cwd, 'utf8');
    this.device = new TerminalDevice(options.columns, options.rows);
    // What the launcher and the start-up files write is nobody's output.
    this.device.onData((chunk) => {
      if (this.#wasReady) options.onOutput(chunk);
    });
    const bootstrapPath = join(options.privateDirectory, 'bootstrap.sh');
    mkdirSync(options.privateDirectory, { recursive: true, mode: 0o700 });
    const script = bootstrapScript({
      devicePath: this.device.path,
      bootstrapPath,
      shellPath: options.shellPath,
      rcFile: options.rcFile,
    });
    writeFileSync(bootstrapPath, script, { mode: 0o600 });
    this.#child = spawn(
      options.shellPath,
      ['--norc', '-p', '-c', LAUNCHER, options.shellPath, this.device.path, bootstrapPath, TERMINAL_MODES],
      {
        cwd: options.cwd,
        env: { TERM: 'xterm-256color', ...options.environment, PWD: options.cwd },
        detached: true,
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    // Nobody may be waiting for readiness when the process ends.
    this.#ready.promise.catch(() => {});
    this.#child.on('error', (error) => this.#end(127, null, error));
    this.#child.on('exit', (code, signal) =>
      this.#end(code ?? 128 + (signal ? constants.signals[signal] : 0), signal),
    );
    // The fourth of the pipes above is a socket pair, open both ways.
    this.#control = this.#child.stdio[3] as Socket;
    this.#control.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A broken socket means a process that is gone or replaced, which its end tells.
    this.#control.on('error', () => this.#control.destroy());
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isGone(): boolean {
    return this.#gone !== undefined;
  }

  /** Resolves when the process has ended. */
  get exited(): Promise<void> {
    return this.#exited.promise;
  }

  /** Resolves when the shell takes messages. Rejects with ShellError when it ended or took too long. */
  async ready(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new ShellError('start-failed', `The shell was not ready within ${timeoutMs / 1000} seconds.`),
          ),
        timeoutMs,
      );
    });
    try {
      await Promise.race([this.#ready.promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs a command. One message at a time; a second one is a mistake. */
  async runCommand(command: string): Promise<MessageOutcome> {
    return await this.#exchange((id) => encodeCommand(id, command), false);
  }

  /** Sends a message that may be done twice, and waits until the shell has done it. */
  async send(encode: (id: number) => Buffer): Promise<MessageOutcome> {
    return await this.#exchange(encode, true);
  }

  async #exchange(encode: (id: number) => Buffer, isRepeatable: boolean): Promise<MessageOutcome> {
    if (this.#gone) return { end: 'gone', ...this.#gone };
    if (this.#pending) throw new Error('The shell is busy with another message.');
    const id = ++this.#lastId;
    const bytes = encode(id);
    return await new Promise((resolve) => {
      this.#pending = { id, bytes: isRepeatable ? bytes : null, isInterrupted: false, resolve };
      this.#control.write(bytes);
    });
  }

  /**
   * Makes sure that nothing typed earlier reaches the next command: unread input is dropped, and a C-c on its way
   * has hit the shell before this returns.
   */
  async settleInput(): Promise<void> {
    this.device.discardInput();
    await this.send(encodePing);
  }

  /** Undoes what the last command did to the terminal, if anything. */
  async settleModes(): Promise<void> {
    if (this.device.modesAreIntact()) return;
    this.device.discardInput();
    await this.send(encodeModes);
    this.device.discardInput();
  }

  /** Ends this process without waiting for it. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Lets go of the terminal and the socket. */
  dispose(): void {
    this.#control.destroy();
    this.device.close();
  }

  #receive(chunk: Buffer): void {
    for (const record of this.#reader.push(chunk)) this.#accept(record);
  }

  #accept(record: ControlRecord): void {
    switch (record.kind) {
      case 'ready':
        void this.#becomeReady();
        return;
      case 'interrupted':
        this.#repeatOrCancel();
        return;
      case 'done': {
        this.workingDirectory = record.workingDirectory;
        const outcome = outcomeOf(record);
        if (this.#pending?.cancelId === record.id) {
          this.#settle(this.#pending.id, { end: 'done', ...outcome, exitCode: INTERRUPTED });
        } else this.#settle(record.id, { end: 'done', ...outcome });
        return;
      }
      case 'exiting':
        this.#ready = Promise.withResolvers();
        this.#ready.promise.catch(() => {});
        this.workingDirectory = record.workingDirectory;
        this.#settle(record.id, { end: 'exiting', ...outcomeOf(record) });
        return;
      case 'environment':
        this.environment = record.text;
        return;
      case 'state':
        this.#state = record.text;
        return;
      case 'version':
        this.#ready.reject(
          new ShellError('start-failed', `This shell is bash ${record.version}; 4.4 or newer is needed.`),
        );
    }
  }

  /** Types bytes at the terminal. */
  type(bytes: Buffer): void {
    if (this.#pending && bytes.includes(INTERRUPT_KEY)) this.#pending.isInterrupted = true;
    this.device.write(bytes);
  }

  /** The shell was interrupted before it began what it was sent, or while that was on its way. */
  #repeatOrCancel(): void {
    const pending = this.#pending;
    if (!pending) return;
    if (pending.bytes) {
      this.#control.write(pending.bytes);
      return;
    }
    pending.cancelId = ++this.#lastId;
    this.#control.write(encodeCancel(pending.cancelId));
    if (!pending.isInterrupted) return;
    // If the answer fails to come, the command had begun after all, after the C-c that was meant for it.
    setTimeout(() => {
      if (this.#pending === pending) this.device.write(INTERRUPT_KEY);
    }, CANCEL_PATIENCE_MS).unref();
  }

  async #becomeReady(): Promise<void> {
    const state = this.#state;
    this.#state = undefined;
    if (state) await this.restore(state);
    this.device.drain();
    this.#wasReady = true;
    this.#ready.resolve();
  }

  /** Has the shell read its own text of variables, functions and options, without a word on the terminal. */
  async restore(state: Buffer): Promise<void> {
    const text = Buffer.concat([
      Buffer.from('exec 2>/dev/null\n'),
      state,
      Buffer.from(`\n${QUIET_OPTIONS}\nexec 2>&1\n`),
    ]);
    await this.send((id) => encodeState(id, text));
  }

  #settle(id: number, outcome: MessageOutcome): void {
    if (this.#pending?.id !== id) return;
    // Everything the command wrote lies in the terminal by now.
    this.device.drain();
    const { resolve } = this.#pending;
    this.#pending = undefined;
    resolve(outcome);
  }

  #end(exitCode: number, signal: NodeJS.Signals | null, cause?: Error): void {
    if (this.#gone) return;
    this.#gone = { exitCode, signal };
    this.device.drain();
    this.dispose();
    const how = signal ? `was killed by ${signal}` : `ended with exit code ${exitCode}`;
    this.#ready.reject(
      new ShellError('start-failed', cause?.message ?? `The shell ${how} before it was ready.`, { cause }),
    );
    this.#pending?.resolve({ end: 'gone', ...this.#gone });
    this.#pending = undefined;
    this.#exited.resolve();
  }
}

function outcomeOf(record: { exitCode: number; backgroundPid: number | null; workingDirectory: Buffer }) {
  const { exitCode, backgroundPid, workingDirectory } = record;
  return { exitCode, backgroundPid, workingDirectory };
}
