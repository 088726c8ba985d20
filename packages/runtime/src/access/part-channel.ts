import type { Duplex } from 'node:stream';
import { CapstanError } from '@capstan/protocol';
import { PartDecoder, partHeader, type Part } from './part.ts';

export interface PartChannelOptions {
  /** What was read from the stream already and belongs to the parts. */
  rest: Buffer;
  /** How long the other side may be silent, or take nothing, while this one waits for it. Default for ever. */
  silenceMilliseconds?: number;
}

/** Parts over a stream of bytes, either way. The kernel's buffers are the only ones: who is slow slows the other. */
export class PartChannel {
  readonly #stream: Duplex;
  readonly #silence: number | undefined;
  readonly #parts: AsyncGenerator<Part, void, void>;
  readonly #closed = Promise.withResolvers<void>();
  #room: PromiseWithResolvers<void> | undefined;

  /** The stream must neither flow nor be listened to for data any more. */
  constructor(stream: Duplex, options: PartChannelOptions) {
    this.#stream = stream;
    this.#silence = options.silenceMilliseconds;
    this.#parts = readParts(stream, options.rest);
    const takeOn = (): void => {
      this.#room?.resolve();
      this.#room = undefined;
    };
    stream.on('drain', takeOn);
    stream.on('error', () => stream.destroy());
    stream.once('close', () => {
      takeOn();
      this.#closed.resolve();
    });
    if (stream.destroyed) this.#closed.resolve();
  }

  /** Resolves when the connection is gone. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** The next part, however long it takes; undefined when the other side has gone. */
  async next(): Promise<Part | undefined> {
    const result = await this.#parts.next();
    return result.done === true ? undefined : result.value;
  }

  /** Ends the connection when the other side does not do in time what is waited for. */
  async bounded<T>(promise: Promise<T>): Promise<T> {
    if (this.#silence === undefined) return promise;
    const overdue = setTimeout(() => this.#stream.destroy(), this.#silence);
    return promise.finally(() => clearTimeout(overdue));
  }

  /** Resolves when there is room for more. Rejects with `runtime_disconnected` when the connection is gone. */
  async send(type: Part['type'], bytes: Uint8Array = new Uint8Array()): Promise<void> {
    this.#checkOpen();
    this.#stream.cork();
    this.#stream.write(partHeader(type, bytes.length));
    const hasRoom = bytes.length === 0 || this.#stream.write(bytes);
    this.#stream.uncork();
    if (hasRoom) return;
    this.#room ??= Promise.withResolvers();
    await this.bounded(this.#room.promise);
    this.#checkOpen();
  }

  /**
   * Says that nothing more comes, and closes when the other side has closed. Closed at once, it would trip over what it
   * is still writing, or lose what it has not read yet.
   */
  finish(): void {
    this.#stream.end();
    void this.#discard();
  }

  destroy(): void {
    this.#stream.destroy();
  }

  async #discard(): Promise<void> {
    try {
      for (let part = await this.#parts.next(); part.done !== true;) part = await this.#parts.next();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    this.#stream.destroy();
  }

  #checkOpen(): void {
    if (this.#stream.writable) return;
    throw new CapstanError('runtime_disconnected', 'The connection to the executor is closed.');
  }
}

async function* readParts(stream: Duplex, rest: Buffer): AsyncGenerator<Part, void, void> {
  const decoder = new PartDecoder();
  yield* decoder.push(rest);
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield* decoder.push(chunk);
  } catch (error) {
    // However the connection broke, nothing more comes.
    if (error instanceof RangeError) throw error;
  }
}
