import { constants, closeSync, openSync, readSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { ptyBinding } from './pty-binding.ts';

/** A terminal keeps at most about 16 KiB unread; whoever writes on and on must not hold us here. */
const DRAIN_LIMIT = 64 * 1024;

/** A character, the key that erases it, and Enter: an empty line for whoever reads lines. */
const TYPED_PROBE = Buffer.from('a\x7f\r');
const PRINTED_PROBE = Buffer.from('\0\n\0');
const NEWLINE = 0x0a;

/** One pseudo-terminal, the side that reads what programs write. */
export class TerminalDevice {
  readonly path: string;
  readonly #descriptor: number;
  readonly #stream: ReadStream;
  /** The program's side, held open but read only to discard input: so the other side never sees an end of file. */
  readonly #input: number;
  readonly #scratch = Buffer.allocUnsafe(16 * 1024);
  #onData: (chunk: Buffer) => void = () => {};
  #open = true;

  constructor(columns: number, rows: number) {
    const { master, slave, pty } = ptyBinding().open(columns, rows);
    this.path = pty;
    this.#descriptor = master;
    // Opened anew, because Node's own descriptors are not inherited by children.
    this.#input = openSync(this.path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    closeSync(slave);
    this.#stream = new ReadStream(master);
    this.#stream.on('data', (chunk: Buffer) => this.#onData(chunk));
    // The terminal hangs up when its session leader ends: the end of the process tells the same.
    this.#stream.on('error', () => this.close());
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
      const bytes = readOrNothing(this.#descriptor, this.#scratch);
      if (bytes === 0) return;
      total += bytes;
      this.#onData(Buffer.from(this.#scratch.subarray(0, bytes)));
    }
  }

  /**
   * Whether the terminal still treats bytes as it did at the start, tried by passing a few through it: input by
   * lines, with erasing, not echoed, a carriage return as line end; output untouched. Only while no command runs.
   */
  modesAreIntact(): boolean {
    if (!this.#open) return true;
    const intact = this.#passesProbe();
    // What the probe left behind: echoes, characters that output processing added.
    if (!intact) while (readOrNothing(this.#descriptor, this.#scratch) > 0);
    return intact;
  }

  #passesProbe(): boolean {
    try {
      writeSync(this.#descriptor, TYPED_PROBE);
      const typed = readOrNothing(this.#input, this.#scratch);
      if (typed !== 1 || this.#scratch[0] !== NEWLINE) return false;
      writeSync(this.#input, PRINTED_PROBE);
    } catch (error) {
      // Output is held up by flow control, or the terminal is gone.
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    }
    const printed = this.#scratch.subarray(0, readOrNothing(this.#descriptor, this.#scratch));
    if (printed.equals(PRINTED_PROBE)) return true;
    // Perhaps a background process has written at the same moment.
    const at = printed.indexOf(PRINTED_PROBE);
    const isEcho = printed[0] === TYPED_PROBE[0];
    if (at < 0 || isEcho) return false;
    this.#onData(Buffer.concat([printed.subarray(0, at), printed.subarray(at + PRINTED_PROBE.length)]));
    return true;
  }

  /** Throws away what was typed and not read, half lines too. */
  discardInput(): void {
    if (!this.#open) return;
    // Raw, because a half line can only be read from a raw terminal.
    this.#stream.setRawMode(true);
    while (readOrNothing(this.#input, this.#scratch) > 0);
    this.#stream.setRawMode(false);
  }

  write(bytes: Buffer): void {
    if (this.#open) this.#stream.write(bytes);
  }

  /** Resolves when the terminal has taken all of it, or is gone. */
  async writeAll(bytes: Uint8Array): Promise<void> {
    if (!this.#open) return;
    await new Promise<void>((resolve) => this.#stream.write(bytes, () => resolve()));
  }

  /** Reads nothing until `resume`: whoever writes on the terminal has to wait then. */
  pause(): void {
    if (this.#open) this.#stream.pause();
  }

  resume(): void {
    if (this.#open) this.#stream.resume();
  }

  resize(columns: number, rows: number): void {
    if (this.#open) ptyBinding().resize(this.#descriptor, columns, rows);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#input);
    this.#stream.destroy();
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
