import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ModelExchange, ModelScript, ModelServerMessage } from './model-exchange.ts';

const SERVER = fileURLToPath(new URL('model-server.ts', import.meta.url));
const PATIENCE_MS = 30_000;

/** A model that answers at once from a script, in a process of its own so that its work is not counted. */
export class ModelProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** For clients that speak OpenAI chat completions. */
  readonly baseUrl: string;

  private constructor(child: ChildProcess, baseUrl: string) {
    this.#child = child;
    this.baseUrl = baseUrl;
  }

  static async start(script: ModelScript): Promise<ModelProcess> {
    const child = fork(SERVER, [JSON.stringify(script)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const message = await said(child);
    if (message.kind !== 'ready') throw new Error('the model spoke out of turn');
    return new ModelProcess(child, message.baseUrl);
  }

  /** The exchanges since the last time, oldest first. */
  async take(): Promise<ModelExchange[]> {
    const answer = said(this.#child);
    this.#child.send('take');
    const message = await answer;
    return message.kind === 'exchanges' ? message.exchanges : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

async function said(child: ChildProcess): Promise<ModelServerMessage> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const [message] = (await once(child, 'message', { signal })) as [ModelServerMessage];
  return message;
}

/** What the other side took between an answer and its next request, whole: milliseconds per step. */
export function stepTimes(exchanges: readonly ModelExchange[]): number[] {
  return exchanges
    .slice(1)
    .map(({ received }, index) => received - (exchanges[index]?.answered ?? Number.NaN));
}
