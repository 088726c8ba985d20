import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

const EVENT = /^id: (\d+)\nevent: event\ndata: (.*)$/;

/** An event as it came over a stream. */
export interface FollowedEvent {
  id: number;
  /** JSON. */
  text: string;
  /** Milliseconds since the epoch. */
  receivedAt: number;
}

export interface FollowOptions {
  url: string;
  key: string;
  /** Begins with the event after this id: -1 for all. */
  after?: number;
  onEvent?: (event: FollowedEvent) => void;
}

/** One client of server-sent events, on a connection of its own. It makes sure that every event comes once and in order. */
export class FollowedStream implements AsyncDisposable {
  readonly #response: IncomingMessage;
  readonly #agent: Agent;
  readonly #onEvent: (event: FollowedEvent) => void;
  readonly #waiting = new Set<{ test: RegExp; resolve: (event: FollowedEvent) => void }>();
  readonly #failed = Promise.withResolvers<never>();
  #rest = '';
  #next: number;

  private constructor(response: IncomingMessage, agent: Agent, options: FollowOptions) {
    this.#response = response;
    this.#agent = agent;
    this.#onEvent = options.onEvent ?? (() => undefined);
    this.#next = (options.after ?? -1) + 1;
    this.#failed.promise.catch(() => undefined);
    response.once('close', () => this.#failed.reject(new Error('a stream has ended')));
    response.setEncoding('utf8').on('data', (text: string) => this.#take(text));
  }

  /** Resolves when the server has begun to answer. */
  static async open(options: FollowOptions): Promise<FollowedStream> {
    const agent = new Agent({ keepAlive: false });
    const headers = { 'x-session-api-key': options.key };
    const request = get(`${options.url}?after=${options.after ?? -1}`, { agent, headers });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} of ${options.url}`);
    return new FollowedStream(response, agent, options);
  }

  /** Rejects when the stream ends or leaves something out. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  /** The next event whose text fits. Rejects as `failed` does. */
  until(test: RegExp): Promise<FollowedEvent> {
    const found = new Promise<FollowedEvent>((resolve) => this.#waiting.add({ test, resolve }));
    return Promise.race([found, this.#failed.promise]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#response.closed) {
      const closed = once(this.#response, 'close');
      this.#response.destroy();
      await closed;
    }
    this.#agent.destroy();
  }

  #take(text: string): void {
    const receivedAt = performance.timeOrigin + performance.now();
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = EVENT.exec(block) ?? [];
      if (id !== undefined && data !== undefined) this.#deliver({ id: Number(id), text: data, receivedAt });
    }
  }

  #deliver(event: FollowedEvent): void {
    if (event.id !== this.#next) this.#failed.reject(new Error(`${event.id} came instead of ${this.#next}`));
    this.#next += 1;
    this.#onEvent(event);
    for (const wait of this.#waiting) {
      if (!wait.test.test(event.text)) continue;
      this.#waiting.delete(wait);
      wait.resolve(event);
    }
  }
}
