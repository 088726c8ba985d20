import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export interface SseMessage {
  id: string | undefined;
  event: string | undefined;
  data: string;
}

/** Reads a stream of server-sent events, and keeps everything. */
export class SseReader implements AsyncDisposable {
  readonly response: IncomingMessage;
  readonly received: SseMessage[] = [];
  /** Resolves when there is no more, for whatever reason. */
  readonly ended: Promise<void>;
  #rest = '';
  #comments = 0;
  #arrived = Promise.withResolvers<void>();

  private constructor(response: IncomingMessage) {
    this.response = response;
    this.ended = new Promise((resolve) => response.once('close', resolve));
    response.on('error', () => response.destroy());
    void this.ended.then(() => this.#arrived.resolve());
  }

  /** Resolves when the server has begun to answer. With `paused`, nothing is read until `resume`. */
  static async open(
    url: string,
    { headers, paused = false }: { headers: Record<string, string>; paused?: boolean },
  ): Promise<SseReader> {
    const request = get(url, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`Status ${response.statusCode}`);
    const reader = new SseReader(response);
    if (!paused) reader.resume();
    return reader;
  }

  resume(): void {
    this.response.setEncoding('utf8').on('data', (text: string) => this.#take(text));
  }

  /** The first message that passes, from this index on. Throws when the stream ends before. */
  async until(test: (message: SseMessage) => boolean, from = 0): Promise<SseMessage> {
    for (let index = from; ; index += 1) {
      while (index >= this.received.length) await this.#more();
      const message = this.received[index];
      if (message !== undefined && test(message)) return message;
    }
  }

  async untilComment(): Promise<void> {
    while (this.#comments === 0) await this.#more();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.response.destroy();
    await this.ended;
  }

  async #more(): Promise<void> {
    if (this.response.destroyed) throw new Error('The stream has ended');
    await this.#arrived.promise;
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith(':')) this.#comments += 1;
      else if (!block.startsWith('retry:')) this.received.push(messageOf(block));
    }
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}

function messageOf(block: string): SseMessage {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return { id: fields.get('id'), event: fields.get('event'), data: fields.get('data') ?? '' };
}
