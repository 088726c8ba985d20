import { CapstanError, type OpenedShell } from '@capstan/protocol';

/** Bytes that wait for the shell from which on the client is not listened to, until none does. */
const FULL = 64 * 1_024;
/** What has been received by then waits as well; more than this is too much. */
const LIMIT = 4 * 1_024 * 1_024;

/** What a person types, on its way to the shell: also before there is one, and while a program reads nothing. */
export class TypedInput {
  readonly #onFull: (full: boolean) => void;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #full = false;
  #shell: OpenedShell | undefined;
  #writing = false;

  /** `onFull` is told when the client is to be listened to no more, and when it is again. */
  constructor(onFull: (full: boolean) => void) {
    this.#onFull = onFull;
  }

  get full(): boolean {
    return this.#full;
  }

  /** Throws `request_too_large` when more waits than can be kept. */
  push(bytes: Uint8Array): void {
    // Nothing would count for nothing, and wait with the rest.
    if (bytes.length === 0) return;
    this.#bytes += bytes.length;
    if (this.#bytes > LIMIT) throw new CapstanError('request_too_large', 'Too much was typed at once');
    this.#waiting.push(bytes);
    if (this.#bytes > FULL && !this.#full) {
      this.#full = true;
      this.#onFull(true);
    }
    void this.#write();
  }

  goTo(shell: OpenedShell): void {
    this.#shell = shell;
    void this.#write();
  }

  /** A shell takes what it is given also when it has gone, so that this comes to its end. */
  async #write(): Promise<void> {
    if (this.#shell === undefined || this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const bytes = Buffer.concat(this.#waiting);
      this.#waiting = [];
      await this.#shell.write(bytes);
      this.#bytes -= bytes.length;
    }
    this.#writing = false;
    if (!this.#full) return;
    this.#full = false;
    this.#onFull(false);
  }
}
