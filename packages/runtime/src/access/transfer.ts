import { CapstanError } from '@capstan/protocol';
import { readAccessAnswer, type AccessAnswer } from './access-answer.ts';
import { cancelled } from './access-failure.ts';
import { onAbort } from './on-abort.ts';
import type { PartChannel } from './part-channel.ts';

type Answer = Exclude<AccessAnswer, { kind: 'failed' }>;
type Received = { type: 'end' } | { type: 'data'; bytes: Uint8Array } | { type: 'answer'; answer: Answer };

const DATA_BYTES = 128 * 1024;

/**
 * One request to an executor under way. It ends when the signal fires, by `cancelled`, and when the runtime closes or the
 * connection breaks, by `runtime_disconnected`.
 */
export class Transfer implements Disposable {
  /** Fires when it shall end, whoever wants that. */
  readonly signal: AbortSignal;
  readonly #channel: PartChannel;
  readonly #asked: AbortSignal | undefined;
  readonly #watch: Disposable;

  constructor(channel: PartChannel, asked: AbortSignal | undefined, closing: AbortSignal) {
    this.#channel = channel;
    this.#asked = asked;
    this.signal = asked === undefined ? closing : AbortSignal.any([asked, closing]);
    this.#watch = onAbort(this.signal, () => channel.destroy());
  }

  /** What comes next. A failure that the executor reports is thrown. */
  async next(options: { patient?: boolean } = {}): Promise<Received> {
    try {
      const next = this.#channel.next();
      const part = await (options.patient === true ? next : this.#channel.bounded(next));
      if (part === undefined) throw disconnected('The executor has gone.');
      if (part.type !== 'answer') return part;
      const answer = readAccessAnswer(part.text);
      if (answer.kind === 'failed') throw new CapstanError(answer.code, answer.message);
      return { type: 'answer', answer };
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** The answer, which has to be of this kind. With `patient` it may take any time. */
  async answer<K extends Answer['kind']>(
    kind: K,
    options: { patient?: boolean } = {},
  ): Promise<Extract<Answer, { kind: K }>> {
    const received = await this.next(options);
    if (received.type === 'answer' && isOfKind(received.answer, kind)) return received.answer;
    throw unexpected();
  }

  /** The bytes that follow; fails when they are not as many as they should be. */
  async *data(sizeBytes?: number): AsyncGenerator<Uint8Array, void, void> {
    let missing = sizeBytes ?? 0;
    for (let part = await this.next(); part.type !== 'end'; part = await this.next()) {
      if (part.type !== 'data') throw unexpected();
      missing -= part.bytes.length;
      yield part.bytes;
    }
    if (sizeBytes !== undefined && missing !== 0) throw unexpected();
  }

  /** Sends bytes; without any, says that those were all. */
  async send(bytes?: Uint8Array): Promise<void> {
    if (bytes === undefined) return this.#channel.send('end');
    for (let from = 0; from < bytes.length; from += DATA_BYTES) {
      await this.#channel.send('data', bytes.subarray(from, from + DATA_BYTES));
    }
  }

  /** Says something in between, as JSON. */
  tell(value: object): Promise<void> {
    return this.#channel.send('answer', Buffer.from(JSON.stringify(value)));
  }

  inTime<T>(promise: Promise<T>): Promise<T> {
    return this.#channel.bounded(promise);
  }

  /** Says that it is enough, and lets the other side come to its end for a while. */
  stop(milliseconds: number): void {
    const overdue = setTimeout(() => this.#channel.destroy(), milliseconds);
    void this.#channel.closed.then(() => clearTimeout(overdue));
    // When it cannot be said, the connection is gone, which says it as well.
    this.#channel.send('end').catch(() => undefined);
  }

  /** What to report for something that went wrong: that it was cancelled, when it was. */
  failure(error: unknown): unknown {
    if (this.#asked?.aborted === true) return cancelled();
    if (this.signal.aborted) return disconnected('The runtime was closed.');
    if (CapstanError.is(error)) return error;
    return disconnected('The executor sent what its protocol does not allow.', error);
  }

  /** Resolves when the connection is gone. */
  get closed(): Promise<void> {
    return this.#channel.closed;
  }

  async close(): Promise<void> {
    this[Symbol.dispose]();
    await this.#channel.closed;
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]();
    this.#channel.destroy();
  }
}

const isOfKind = <K extends Answer['kind']>(
  answer: Answer,
  kind: K,
): answer is Extract<Answer, { kind: K }> => answer.kind === kind;

export const disconnected = (message: string, cause?: unknown): CapstanError =>
  new CapstanError('runtime_disconnected', message, { cause });

export const unexpected = (): CapstanError => disconnected('The executor answered something else.');
