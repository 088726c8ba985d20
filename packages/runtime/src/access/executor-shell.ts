import { CapstanError, type OpenedShell, type TerminalSize } from '@capstan/protocol';
import { unexpected, type Transfer } from './transfer.ts';

/** How long a shell may take to end when nobody wants it any more. */
const STOP_MILLISECONDS = 5000;

/** A shell inside a sandbox, over a connection of its own. */
export class ExecutorShell implements OpenedShell {
  readonly output: AsyncIterable<Uint8Array>;
  readonly #transfer: Transfer;
  readonly #exit = Promise.withResolvers<number | null>();
  /** To be told, or being told. */
  #size: TerminalSize | undefined;
  #closing = false;

  constructor(transfer: Transfer) {
    this.#transfer = transfer;
    this.output = this.#read();
    void transfer.closed.then(() => this.#exit.resolve(null));
  }

  get exit(): Promise<number | null> {
    return this.#exit.promise;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await unlessGone(this.#transfer.send(bytes));
  }

  resize({ columns, rows }: TerminalSize): void {
    const isTelling = this.#size !== undefined;
    this.#size = { columns, rows };
    if (!isTelling) void this.#tellSize();
  }

  async close(): Promise<void> {
    if (!this.#closing) {
      this.#closing = true;
      this.#transfer.stop(STOP_MILLISECONDS);
      // The other side is not held up by what nobody reads any more.
      for await (const _ of this.#read()) continue;
    }
    await this.#transfer.closed;
  }

  /** Only the last size counts: others do not pile up while the other side takes nothing. */
  async #tellSize(): Promise<void> {
    let told: TerminalSize | undefined;
    while (told !== this.#size && this.#size !== undefined) {
      told = this.#size;
      await unlessGone(this.#transfer.tell(told));
    }
    this.#size = undefined;
  }

  async *#read(): AsyncGenerator<Uint8Array, void, void> {
    try {
      for (;;) {
        const received = await this.#transfer.next({ patient: true });
        if (received.type === 'data') yield received.bytes;
        else if (received.type === 'end') return;
        else if (received.answer.kind === 'exited') this.#exit.resolve(received.answer.exitCode);
        else throw unexpected();
      }
    } catch (error) {
      const isWanted = this.#closing || (CapstanError.is(error) && error.code === 'cancelled');
      if (!isWanted) throw error;
    } finally {
      this.#transfer[Symbol.dispose]();
    }
  }
}

/** Whoever reads the output hears that the connection is gone. */
async function unlessGone(sent: Promise<void>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!CapstanError.is(error)) throw error;
  }
}
