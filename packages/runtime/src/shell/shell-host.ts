import { encodeDirectory } from './control-protocol.ts';
import { endSession } from './end-session.ts';
import { ShellError } from './shell-error.ts';
import { ShellProcess, type ShellProcessOptions } from './shell-process.ts';

const CLOSE_GRACE_MS = 300;

export interface ShellHostOptions extends ShellProcessOptions {
  readyTimeoutMs: number;
}

/** Keeps a shell alive: one whose process is gone is followed by another in the same directory and environment. */
export class ShellHost {
  readonly #options: ShellHostOptions;
  #process: ShellProcess | undefined;
  #starting: Promise<ShellProcess> | undefined;
  /** The last shell that worked: its directory and environment are those of the next. */
  #previous: ShellProcess | undefined;
  #columns: number;
  #rows: number;
  #closed = false;

  constructor(options: ShellHostOptions) {
    this.#options = options;
    this.#columns = options.columns;
    this.#rows = options.rows;
  }

  /** The present process, ready or not. */
  get process(): ShellProcess | undefined {
    return this.#process;
  }

  /** The shell, when it takes commands. Rejects with ShellError when none can be started; asking again tries again. */
  async ready(): Promise<ShellProcess> {
    if (this.#starting) return await this.#starting;
    const process = this.#process;
    if (process && !process.isGone) {
      try {
        await process.ready(this.#options.readyTimeoutMs);
        return process;
      } catch (error) {
        // The successor of an exited shell did not come up: start one afresh, as after any loss.
        if (!(error instanceof ShellError)) throw error;
        process.kill();
        await process.exited;
      }
    }
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return await this.#starting;
  }

  resize(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#process?.device.resize(columns, rows);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#process) await endSession(this.#process, CLOSE_GRACE_MS);
  }

  async #start(): Promise<ShellProcess> {
    const process = await this.#spawnReady();
    const previous = this.#previous;
    if (previous) {
      await process.restore(previous.environment);
      await process.send((id) => encodeDirectory(id, previous.workingDirectory));
    }
    this.#previous = process;
    void process.exited.then(() => this.#replace());
    return process;
  }

  /** A user's start-up file that fails, hangs or runs another program must not make the shell unusable. */
  async #spawnReady(): Promise<ShellProcess> {
    try {
      return await this.#spawn(this.#options.rcFile);
    } catch (error) {
      if (this.#options.rcFile === null || this.#closed) throw error;
      return await this.#spawn(null);
    }
  }

  async #spawn(rcFile: string | null): Promise<ShellProcess> {
    if (this.#closed) throw new ShellError('closed', 'The shell is closed.');
    const process = new ShellProcess({
      ...this.#options,
      rcFile,
      columns: this.#columns,
      rows: this.#rows,
    });
    this.#process = process;
    try {
      await process.ready(this.#options.readyTimeoutMs);
    } catch (error) {
      await endSession(process, 0);
      throw error;
    }
    return process;
  }

  /** At once, so that the next command need not wait. A failure shows when the next command asks. */
  #replace(): void {
    if (this.#closed) return;
    this.ready().catch(() => {});
  }
}
