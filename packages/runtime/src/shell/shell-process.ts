import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { bootstrapScript, LAUNCHER, QUIET_OPTIONS, TERMINAL_MODES } from './bootstrap.ts';
import { ChildActivity } from './child-activity.ts';
import {
  type ControlRecord,
  encodeCommand,
  encodeModes,
  encodePing,
  encodeReport,
  encodeState,
} from './control-protocol.ts';
import { type MessageOutcome, ShellChannel } from './shell-channel.ts';
import { mayChangeEnvironment } from './shell-environment.ts';
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

const INTERRUPT_KEY = 0x03;
/** How long the shell must be idle to be asked for its environment. */
const REPORT_AFTER_MS = 5;

/** One bash on one terminal with its control socket. It ends for good; the session then starts another. */
export class ShellProcess {
  readonly device: TerminalDevice;
  /** Shell text that sets the exported variables as they were after the last command. */
  environment: Buffer = Buffer.alloc(0);
  workingDirectory: Buffer;
  readonly #child: ChildProcess;
  readonly #channel: ShellChannel;
  readonly #exited = Promise.withResolvers<void>();
  #ready = Promise.withResolvers<void>();
  #isReady = false;
  #wasReady = false;
  #isGone = false;
  #state: Buffer | undefined;
  #children: ChildActivity | undefined;
  #reportTimer: NodeJS.Timeout | undefined;

  constructor(options: ShellProcessOptions) {
    this.workingDirectory = Buffer.from(options.cwd, 'utf8');
    this.device = new TerminalDevice(options.columns, options.rows);
    // What the launcher and the start-up files write is nobody's output.
    this.device.onData((chunk) => {
      if (this.#wasReady) options.onOutput(chunk);
    });
    // Nobody may be waiting for readiness when the process ends.
    this.#ready.promise.catch(() => {});
    this.#child = spawnShell(options, this.device.path);
    this.#child.on('error', (error) => this.#end(127, null, error));
    this.#child.on('exit', (code, signal) =>
      this.#end(code ?? 128 + (signal ? constants.signals[signal] : 0), signal),
    );
    // The fourth pipe is a socket pair, open both ways.
    this.#channel = new ShellChannel(this.#child.stdio[3] as Socket, {
      onRecord: (record) => this.#accept(record),
      onInterruptLost: () => this.device.write(Buffer.of(INTERRUPT_KEY)),
      onBroken: () => this.kill(),
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Resolves when the process has ended. */
  get exited(): Promise<void> {
    return this.#exited.promise;
  }

  /** Resolves when the shell takes messages. Rejects with ShellError when it ended or took too long. */
  async ready(timeoutMs: number): Promise<void> {
    if (this.#isReady) return;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const message = `The shell was not ready within ${timeoutMs / 1000} seconds.`;
      late.reject(new ShellError('start-failed', message));
    }, timeoutMs);
    try {
      await Promise.race([this.#ready.promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs a command; one at a time. */
  async runCommand(command: string): Promise<MessageOutcome> {
    clearTimeout(this.#reportTimer);
    const isReporting = mayChangeEnvironment(command);
    const outcome = await this.#channel.command((id) => encodeCommand(id, command, isReporting));
    if (!isReporting && outcome.end === 'done') {
      this.#reportTimer = setTimeout(() => void this.send(encodeReport), REPORT_AFTER_MS).unref();
    }
    return outcome;
  }

  /** Sends a message that may be done twice, and waits until the shell has done it. */
  async send(encode: (id: number) => Buffer): Promise<MessageOutcome> {
    return await this.#channel.send(encode);
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

  /** Types bytes at the terminal. */
  type(bytes: Buffer): void {
    if (bytes.includes(INTERRUPT_KEY)) this.#channel.noteInterrupt();
    this.device.write(bytes);
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
    // The shell's own commands put back what they change.
    if (this.#children?.hasChanged() === false || this.device.modesAreIntact()) return;
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
    clearTimeout(this.#reportTimer);
    this.#channel.close({ end: 'gone', exitCode: 128 + constants.signals.SIGKILL, signal: 'SIGKILL' });
    this.device.close();
    this.#children?.close();
    this.#children = undefined;
  }

  #accept(record: ControlRecord): void {
    switch (record.kind) {
      case 'ready':
        void this.#becomeReady();
        return;
      case 'done':
        this.workingDirectory = record.workingDirectory;
        // Everything the command wrote lies in the terminal by now.
        this.device.drain();
        return;
      case 'exiting':
        this.workingDirectory = record.workingDirectory;
        this.device.drain();
        this.#isReady = false;
        this.#ready = Promise.withResolvers();
        this.#ready.promise.catch(() => {});
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
        return;
      case 'interrupted':
        return;
    }
  }

  async #becomeReady(): Promise<void> {
    const state = this.#state;
    this.#state = undefined;
    if (state) await this.restore(state);
    if (this.pid !== undefined) this.#children ??= new ChildActivity(this.pid);
    this.device.drain();
    this.#wasReady = true;
    this.#isReady = true;
    this.#ready.resolve();
  }

  #end(exitCode: number, signal: NodeJS.Signals | null, cause?: Error): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#isReady = false;
    this.device.drain();
    this.#channel.close({ end: 'gone', exitCode, signal });
    this.dispose();
    const how = signal ? `was killed by ${signal}` : `ended with exit code ${exitCode}`;
    const message = cause?.message ?? `The shell ${how} before it was ready.`;
    this.#ready.reject(new ShellError('start-failed', message, { cause }));
    this.#exited.resolve();
  }
}

function spawnShell(options: ShellProcessOptions, devicePath: string): ChildProcess {
  const { shellPath, cwd, environment, rcFile, privateDirectory } = options;
  const bootstrapPath = join(privateDirectory, 'bootstrap.sh');
  mkdirSync(privateDirectory, { recursive: true, mode: 0o700 });
  const script = bootstrapScript({ devicePath, bootstrapPath, shellPath, rcFile });
  writeFileSync(bootstrapPath, script, { mode: 0o600 });
  const launch = ['--norc', '-p', '-c', LAUNCHER, shellPath, devicePath, bootstrapPath, TERMINAL_MODES];
  return spawn(shellPath, launch, {
    cwd,
    env: { TERM: 'xterm-256color', ...environment, PWD: cwd },
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
}
