import type { OpenedShell } from '@capstan/protocol';

const PATIENCE_MILLISECONDS = 10_000;

/** Reads everything that a shell writes. */
export class ShellReader {
  readonly shell: OpenedShell;
  /** Resolves when there is no more to read. */
  readonly ended: Promise<void>;
  text = '';
  #arrived = Promise.withResolvers<void>();

  constructor(shell: OpenedShell) {
    this.shell = shell;
    this.ended = this.#read();
    this.ended.catch(() => undefined);
  }

  /** Types, and resolves when this is written. */
  async type(keys: string, expected: RegExp): Promise<void> {
    await this.shell.write(Buffer.from(keys));
    await this.until(expected);
  }

  async until(expected: RegExp): Promise<void> {
    const overdue = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => overdue.reject(new Error(`No ${expected} in: ${this.text}`)),
      PATIENCE_MILLISECONDS,
    );
    try {
      while (!expected.test(this.text)) await Promise.race([this.#arrived.promise, overdue.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #read(): Promise<void> {
    for await (const chunk of this.shell.output) {
      this.text += Buffer.from(chunk).toString();
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    }
  }
}
