import { constants, closeSync, openSync, readSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import * as pty from '@lydell/node-pty';

/** What `open` of the terminal library gives; its types leave the function out. */
interface OpenTerminal {
  readonly ptsName: string;
  readonly fd: number;
  readonly master: ReadStream;
  readonly slave: ReadStream;
  resize(columns: number, rows: number): void;
}

declare module '@lydell/node-pty' {
  export function open(options: { cols: number; rows: number; encoding: null }): OpenTerminal;
}

/** A terminal keeps at most about 16 KiB unread; whoever writes on and on must not hold us here. */
const DRAIN_LIMIT = 64 * 1024;

/** One pseudo-terminal, the side that reads what programs write. */
export class TerminalDevice {
  readonly path: string;
  readonly #terminal: OpenTerminal;
  readonly #input: number;
  readonly #scratch = Buffer.allocUnsafe(16 * 1024);
  #onData: (chunk: Buffer) => void = () => {};
  #open = true;

  constructor(columns: number, rows: number) {
    this.#terminal = pty.open({ cols: columns, rows, encoding: null });
    this.path = this.#terminal.ptsName;
    // Held open, but read only to discard input: while one handle of this side is open, the other never sees an
    // end of file. The library's own stream of this side would read what is typed.
    this.#input = openSync(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    const { master, slave } = this.#terminal;
    slave.destroy();
    master.on('data', (chunk: Buffer) => this.#onData(chunk));
    // The terminal hangs up when its session leader ends: the end of the process tells the same.
    master.on('error', () => this.close());
  }

  onData(listener: (chunk: Buffer) => void): void {
    this.#onData = listener;
  }

  /**
   * Reads on at once until nothing is left that was written before this call. (A read of an empty terminal
   * waits for the kernel to hand over what it has, so "nothing" is the truth.)
   */
  drain(): void {
    if (!this.#open) return;
    for (let total = 0; total < DRAIN_LIMIT;) {
      const bytes = readOrNothing(this.#terminal.fd, this.#scratch);
      if (bytes === 0) return;
      total += bytes;
      this.#onData(Buffer.from(this.#scratch.subarray(0, bytes)));
    }
  }

  /**
   * Brings the modes back to what they were at the first call, whatever a program left behind. The stream
   * remembers the modes when it goes raw and restores them after: four system calls, no process.
   */
  resetModes(): void {
    if (!this.#open) return;
    this.#terminal.master.setRawMode(true);
    this.#terminal.master.setRawMode(false);
  }

  /** Throws away what was typed and not read, half lines too. */
  discardInput(): void {
    if (!this.#open) return;
    // Raw, because a half line can only be read from a raw terminal.
    this.#terminal.master.setRawMode(true);
    while (readOrNothing(this.#input, this.#scratch) > 0);
    this.#terminal.master.setRawMode(false);
  }

  write(bytes: Buffer): void {
    if (this.#open) this.#terminal.master.write(bytes);
  }

  resize(columns: number, rows: number): void {
    if (this.#open) this.#terminal.resize(columns, rows);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#input);
    this.#terminal.master.destroy();
  }
}

/** Bytes read; 0 when nothing is there or the terminal has hung up. */
function readOrNothing(descriptor: number, into: Buffer): number {
  try {
    return readSync(descriptor, into);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EIO'))
      return 0;
    throw error;
  }
}
