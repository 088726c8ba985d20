import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StreamClientsAnswer, StreamClientsRequest } from './stream-clients-message.ts';

const PROCESS = fileURLToPath(new URL('stream-clients-process.ts', import.meta.url));
const PATIENCE_MS = 60_000;

/** What all clients got in some time. */
export interface Received {
  /** Milliseconds from the time that an event bears to its arrival, for every event and every client. */
  latencies: number[];
  /** JSON of the events, all clients together. */
  bytes: number;
}

/** Clients that follow event streams, each on a connection of its own, in one process beside this one. */
export class StreamClients implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** One client for each address; resolves when the server has begun to answer all of them. */
  static async open(urls: readonly string[], key: string): Promise<StreamClients> {
    const clients = new StreamClients(fork(PROCESS, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
    await clients.#ask({ kind: 'open', urls, key });
    return clients;
  }

  /** What came since the last time. Rejects if a client missed something. */
  async take(): Promise<Received> {
    const answer = await this.#ask({ kind: 'take' });
    if (answer.kind !== 'latencies') throw new Error('the clients spoke out of turn');
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }

  async #ask(request: StreamClientsRequest): Promise<StreamClientsAnswer> {
    const answered = once(this.#child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
    this.#child.send(request);
    const [answer] = (await answered) as [StreamClientsAnswer];
    if (answer.kind === 'failed') throw new Error(`a client of a stream failed: ${answer.reason}`);
    return answer;
  }
}
