import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awaitCommand } from './await-command.ts';
import { commandEnd } from './command-end.ts';
import { encodeEnvironment, encodeRemoval } from './control-protocol.ts';
import { findBash } from './find-bash.ts';
import { keyNames, keySequence } from './keys.ts';
import { OutputBuffer } from './output-buffer.ts';
import { OutputDirectory } from './output-file.ts';
import { waitsForInput } from './process-tree.ts';
import { RunningCommand } from './running-command.ts';
import { checkEnvironment, checkVariables } from './shell-environment.ts';
import { ShellError } from './shell-error.ts';
import { ShellHost } from './shell-host.ts';
import type { InputOptions, RunOptions, ShellSessionOptions, WaitOptions } from './shell-options.ts';
import type { RefusalReason, ShellResult, ShellStatus } from './shell-result.ts';
import type { ShellProcess } from './shell-process.ts';
import { stopCommand } from './stop-command.ts';
import { type ScreenState, TerminalScreen } from './terminal-screen.ts';

const DEFAULTS = {
  columns: 200,
  rows: 50,
  outputCapBytes: 1024 * 1024,
  outputFileCapBytes: 64 * 1024 * 1024,
  outputFileCount: 16,
  readyTimeoutSeconds: 30,
};
const BACKGROUND_CAP_BYTES = 64 * 1024;
const NEWLINE = Buffer.from('\n');
const STOP_GRACE_SECONDS = 2;

/**
 * A bash that keeps its state from command to command, on a terminal of its own. One command runs at a time.
 * What happens to a command is told by its result; only a shell that cannot be had rejects, with ShellError.
 */
export class ShellSession {
  readonly #options: ShellSessionOptions & typeof DEFAULTS;
  readonly #privateDirectory: string;
  readonly #host: ShellHost;
  readonly #outputDirectory: OutputDirectory | null;
  readonly #background = new OutputBuffer(BACKGROUND_CAP_BYTES);
  #current: RunningCommand | undefined;
  /** Variables that the next command sets or, where null, removes. */
  #variables = new Map<string, string | null>();
  #backgroundPid: number | null = null;
  /** Something was typed since the last command began. */
  #typed = false;
  #closing: Promise<void> | undefined;

  /** Resolves when the shell takes commands. Rejects with ShellError. */
  static async start(options: ShellSessionOptions): Promise<ShellSession> {
    const session = new ShellSession(options);
    try {
      await session.#host.ready();
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  private constructor(options: ShellSessionOptions) {
    checkEnvironment(options.env);
    if (!statSync(options.cwd, { throwIfNoEntry: false })?.isDirectory()) {
      throw new ShellError('start-failed', `The directory ${options.cwd} does not exist.`);
    }
    this.#options = { ...DEFAULTS, ...options };
    this.#privateDirectory = mkdtempSync(join(tmpdir(), 'capstan-shell-'));
    const { outputDirectory, outputFileCapBytes, outputFileCount } = this.#options;
    this.#outputDirectory =
      outputDirectory === undefined
        ? null
        : new OutputDirectory(outputDirectory, outputFileCapBytes, outputFileCount);
    this.#host = new ShellHost({
      shellPath: options.shellPath ?? findBash(options.env),
      cwd: options.cwd,
      environment: options.env,
      rcFile: options.rcFile === undefined ? defaultRcFile(options.env) : options.rcFile,
      columns: this.#options.columns,
      rows: this.#options.rows,
      privateDirectory: this.#privateDirectory,
      readyTimeoutMs: this.#options.readyTimeoutSeconds * 1000,
      onOutput: (chunk) => this.#receive(chunk),
    });
  }

  /** Process number of the shell, the leader of its session; undefined while it is being replaced. */
  get pid(): number | undefined {
    const process = this.#host.process;
    return process?.isGone ? undefined : process?.pid;
  }

  /** As after the last command. */
  get workingDirectory(): string {
    return this.#host.process?.workingDirectory.toString('utf8') ?? this.#options.cwd;
  }

  /** A command was started and its end is not reported yet. */
  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  /** Runs a command, of any length and any number of lines. Refused while another one runs. */
  async run(options: RunOptions): Promise<ShellResult> {
    if (this.#closing) return this.#refuse('closed', 'The shell is closed.');
    if (options.command.includes('\0')) {
      return this.#refuse('nul-in-command', 'A command cannot contain a NUL character. It was not run.');
    }
    if (this.#current && !this.#current.end) {
      return this.#refuse(
        'command-running',
        'The command was not run, because the previous one is still running. Read its output, send it input, ' +
          'or stop it with C-c first.',
      );
    }
    if (options.signal?.aborted) return { ...this.#base('cancelled'), exitCode: -1 };
    if (this.#current) this.#background.push(Buffer.from(this.#current.report().output));
    const running = new RunningCommand({
      command: options.command,
      outputCapBytes: this.#options.outputCapBytes,
      outputDirectory: this.#outputDirectory,
      onOutput: options.onOutput,
      createScreen: () => this.#createScreen(),
    });
    this.#current = running;
    this.#execute(running).catch((error: unknown) => running.fail(error));
    return await this.#wait(running, options);
  }

  /** Waits for more output of the running command, or for its end. */
  async readMore(options: WaitOptions = {}): Promise<ShellResult> {
    const running = this.#current;
    if (!running) return this.#refuse('nothing-running', 'No command is running whose output could be read.');
    if (options.onOutput) running.watchLive(options.onOutput);
    return await this.#wait(running, options);
  }

  /**
   * Types text or a key and waits like `readMore`. While somebody else waits for the command, it is typed and the
   * result comes at once with status `sent`. If the command has ended meanwhile, nothing is typed.
   */
  async sendInput(options: InputOptions): Promise<ShellResult> {
    const running = this.#current;
    if (!running) return this.#refuse('nothing-running', 'No command is running that could take input.');
    const bytes = inputBytes(options);
    if (!bytes) {
      const known = `C-a to C-z, ${keyNames().join(', ')}`;
      return this.#refuse('unknown-key', `There is no key "${options.key}". Known: ${known}.`);
    }
    if (running.end) {
      const message = 'The command had ended before; the input was not sent.';
      return { ...(await this.#wait(running, options)), refusal: { reason: 'nothing-running', message } };
    }
    this.#type(bytes);
    if (running.isWatched) return { ...this.#base('sent'), command: running.command };
    if (options.onOutput) running.watchLive(options.onOutput);
    return await this.#wait(running, options);
  }

  /** Stops the running command: C-c first, stronger means after `graceSeconds` (default 2) each. */
  async interrupt(graceSeconds: number = STOP_GRACE_SECONDS): Promise<ShellResult> {
    const running = this.#current;
    if (!running) return this.#refuse('nothing-running', 'No command is running that could be stopped.');
    await this.#stop(running, graceSeconds);
    if (running.isWatched) return { ...this.#base('sent'), command: running.command };
    return await this.#wait(running, { timeoutSeconds: 0 });
  }

  /**
   * Sets exported variables, from the next command on; null removes a variable. Values may hold anything but NUL.
   * Throws ShellError when a name or a value cannot be.
   */
  setEnvironment(variables: Record<string, string | null>): void {
    checkVariables(variables);
    for (const [name, value] of Object.entries(variables)) this.#variables.set(name, value);
  }

  /** The picture of the full-screen program that runs; undefined when none does. */
  async screen(): Promise<ScreenState | undefined> {
    return await this.#current?.screen?.render();
  }

  /** Changes the size of the terminal; the running program is told. */
  resize(columns: number, rows: number): void {
    this.#options.columns = columns;
    this.#options.rows = rows;
    this.#host.resize(columns, rows);
    this.#current?.screen?.resize(columns, rows);
  }

  /** Ends the shell and all its processes, background jobs too. Bounded; whoever waits gets `cancelled`. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    const running = this.#current;
    await this.#host.close();
    if (running && !running.end) running.finish({ exitCode: -1, backgroundPid: this.#backgroundPid });
    rmSync(this.#privateDirectory, { recursive: true, force: true });
  }

  async #execute(running: RunningCommand): Promise<void> {
    const shell = await this.#host.ready();
    if (this.#typed) {
      await shell.settleInput();
      this.#typed = false;
    }
    if (this.#variables.size > 0) await this.#sendVariables(shell);
    await shell.settleModes();
    running.hasStarted = true;
    const ended = shell.runCommand(running.command);
    // What was typed for this command while the shell was getting ready for it.
    for (const bytes of running.typedEarly.splice(0)) this.#type(bytes);
    const outcome = await ended;
    if (outcome.end !== 'gone') this.#backgroundPid = outcome.backgroundPid;
    if (!running.end) running.finish(commandEnd(outcome, this.#backgroundPid));
  }

  async #sendVariables(shell: ShellProcess): Promise<void> {
    const variables = [...this.#variables];
    this.#variables = new Map();
    const set = variables.filter((variable): variable is [string, string] => variable[1] !== null);
    const removed = variables.filter(([, value]) => value === null).map(([name]) => name);
    if (set.length > 0) await shell.send((id) => encodeEnvironment(id, set));
    if (removed.length > 0) await shell.send((id) => encodeRemoval(id, removed));
  }

  #receive(chunk: Buffer): void {
    const running = this.#current;
    if (running?.hasStarted && !running.end) running.push(chunk);
    // The shell answers a C-c that comes too late for the command with an empty line.
    else if (!this.#typed || !chunk.equals(NEWLINE)) this.#background.push(chunk);
  }

  #type(bytes: Buffer): void {
    const running = this.#current;
    if (running && !running.hasStarted) {
      running.typedEarly.push(bytes);
      return;
    }
    this.#typed = true;
    this.#host.process?.type(bytes);
  }

  async #stop(running: RunningCommand, graceSeconds: number): Promise<void> {
    const shell = this.#host.process;
    if (!shell) return;
    this.#typed = true;
    await stopCommand(shell, running, graceSeconds);
  }

  async #wait(running: RunningCommand, options: WaitOptions): Promise<ShellResult> {
    if (running.isWatched) {
      return this.#refuse('already-waiting', 'Somebody else is waiting for the running command.');
    }
    running.isWatched = true;
    try {
      const end = await awaitCommand(running, options);
      if (end === 'aborted') await this.#stop(running, STOP_GRACE_SECONDS);
      return await this.#report(running, running.end && end !== 'aborted' ? 'completed' : statusOf(end));
    } catch (error) {
      if (this.#current === running) this.#current = undefined;
      throw error;
    } finally {
      running.isWatched = false;
    }
  }

  async #report(running: RunningCommand, status: ShellStatus): Promise<ShellResult> {
    const { end } = running;
    if (end) {
      if (this.#current === running) this.#current = undefined;
      const result = {
        ...this.#base(this.#closing ? 'cancelled' : status),
        exitCode: end.exitCode,
        ...running.report(),
      };
      return end.restart ? { ...result, restart: end.restart } : result;
    }
    const shell = this.#host.process;
    const waiting = shell?.pid !== undefined && waitsForInput(shell.pid, shell.device.path);
    const screen = await running.screen?.render();
    return {
      ...this.#base(status),
      ...running.report(),
      ...(screen && { screen }),
      ...(waiting && { waitingForInput: true }),
    };
  }

  #base(status: ShellStatus): ShellResult {
    const background = this.#background.totalBytes > 0 ? this.#background.take(false) : undefined;
    return {
      status,
      output: '',
      exitCode: -1,
      workingDirectory: this.workingDirectory,
      backgroundPid: this.#backgroundPid,
      command: '',
      continued: false,
      ...(background && { backgroundOutput: background.head + background.tail }),
    };
  }

  #refuse(reason: RefusalReason, message: string): ShellResult {
    const base = { ...this.#base('refused'), refusal: { reason, message } };
    const running = this.#current;
    // Whoever is refused still learns what the running command wrote, unless somebody waits for just that.
    return running && !running.isWatched && !running.end ? { ...base, ...running.report() } : base;
  }

  #createScreen(): TerminalScreen {
    return new TerminalScreen(this.#options.columns, this.#options.rows, (bytes) => this.#type(bytes));
  }
}

function statusOf(end: 'ended' | 'no-change' | 'hard-timeout' | 'aborted'): ShellStatus {
  if (end === 'ended') return 'completed';
  return end === 'aborted' ? 'cancelled' : end;
}

function inputBytes(options: InputOptions): Buffer | undefined {
  if (options.key !== undefined) {
    const sequence = keySequence(options.key);
    return sequence === undefined ? undefined : Buffer.from(sequence, 'latin1');
  }
  // The Enter key sends a carriage return; the terminal makes a line end of it where the program wants one.
  const text = options.text.replaceAll(/\r?\n/g, '\r');
  return Buffer.from(options.enter === false ? text : `${text}\r`, 'utf8');
}

function defaultRcFile(env: Record<string, string>): string | null {
  return env['HOME'] ? join(env['HOME'], '.bashrc') : null;
}
