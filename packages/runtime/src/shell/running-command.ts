import { AlternateScreen } from './alternate-screen.ts';
import { LiveOutput, type OutputListener } from './live-output.ts';
import { OutputBuffer } from './output-buffer.ts';
import type { OutputDirectory, OutputFile } from './output-file.ts';
import type { ShellRestart, ShellResult } from './shell-result.ts';
import type { TerminalScreen } from './terminal-screen.ts';

export interface CommandEnd {
  exitCode: number;
  backgroundPid: number | null;
  restart?: ShellRestart;
}

export interface RunningCommandOptions {
  command: string;
  outputCapBytes: number;
  outputDirectory: OutputDirectory | null;
  onOutput: OutputListener | undefined;
  createScreen: () => TerminalScreen;
}

/** What is gathered about one command from its start until its end was reported. */
export class RunningCommand {
  readonly command: string;
  /** Output before it belongs to the time when nothing ran. */
  hasStarted = false;
  /** Input that came before the start. */
  readonly typedEarly: Buffer[] = [];
  /** Somebody waits for news and gets the output. */
  isWatched = false;
  /** Monotonic milliseconds. */
  lastOutputAt = 0;
  end: CommandEnd | undefined;
  readonly #options: RunningCommandOptions;
  readonly #ended = Promise.withResolvers<void>();
  readonly #buffer: OutputBuffer;
  readonly #alternate = new AlternateScreen();
  #screen: TerminalScreen | undefined;
  #live: LiveOutput | undefined;
  #file: OutputFile | undefined;
  #totalBytes = 0;
  #reports = 0;

  constructor(options: RunningCommandOptions) {
    this.command = options.command;
    this.#options = options;
    this.#buffer = new OutputBuffer(options.outputCapBytes);
    this.#live = options.onOutput && new LiveOutput(options.onOutput);
    // Nobody may be waiting when it fails.
    this.#ended.promise.catch(() => {});
  }

  /** Resolves at the end of the command; rejects when it could not be started for want of a shell. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** The terminal as the program painted it; undefined unless it is a full-screen program. */
  get screen(): TerminalScreen | undefined {
    return this.#alternate.isActive ? this.#screen : undefined;
  }

  /** Whoever waits next may want to watch too. */
  watchLive(listener: OutputListener | undefined): void {
    this.#live?.end();
    this.#live = listener && new LiveOutput(listener);
  }

  push(chunk: Buffer): void {
    this.lastOutputAt = performance.now();
    this.#spill(chunk);
    this.#totalBytes += chunk.length;
    this.#buffer.push(chunk);
    this.#live?.push(chunk);
    this.#alternate.push(chunk);
    if (this.#alternate.isActive) {
      this.#screen ??= this.#options.createScreen();
      this.#screen.push(chunk);
    } else if (this.#screen) {
      this.#screen.dispose();
      this.#screen = undefined;
    }
  }

  #spill(chunk: Buffer): void {
    if (!this.#file) {
      const { outputDirectory, outputCapBytes } = this.#options;
      if (!outputDirectory || this.#buffer.totalBytes + chunk.length <= outputCapBytes) return;
      this.#file = outputDirectory.open(this.#totalBytes - this.#buffer.totalBytes);
      for (const piece of this.#buffer.pieces()) this.#file.push(piece);
      // The pieces lie in memory that the buffer writes over.
      this.#file.flush();
    }
    this.#file.push(chunk);
  }

  finish(end: CommandEnd): void {
    this.end = end;
    this.#live?.end();
    this.#file?.close();
    this.#screen?.dispose();
    this.#ended.resolve();
  }

  fail(error: unknown): void {
    this.#file?.close();
    this.#screen?.dispose();
    this.#ended.reject(error);
  }

  /** The new output in the words of a result; after it, it counts as reported. */
  report(): Pick<ShellResult, 'output' | 'continued' | 'command' | 'truncated' | 'outputFile'> {
    this.#file?.flush();
    const window = this.#buffer.take(this.end !== undefined);
    const continued = this.#reports > 0;
    if (window.totalBytes > 0) this.#reports++;
    const base = { command: this.command, continued };
    if (window.omittedBytes === 0) return { ...base, output: window.head };
    return {
      ...base,
      output: `${window.head}\n[... ${window.omittedBytes} bytes omitted ...]\n${window.tail}`,
      truncated: {
        totalBytes: window.totalBytes,
        omittedBytes: window.omittedBytes,
        headLength: window.head.length,
        tailLength: window.tail.length,
      },
      ...(this.#file && { outputFile: this.#file.info() }),
    };
  }
}
