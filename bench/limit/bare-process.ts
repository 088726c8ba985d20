import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { saidLine } from '../support/said-line.ts';

/** A server of plain JavaScript beside this file, in a process of its own on a free port. */
export class BareProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly url: string;
  /** From the start of the process to its first answer of 200. */
  readonly readyMilliseconds: number;

  private constructor(child: ChildProcess, url: string, readyMilliseconds: number) {
    this.#child = child;
    this.url = url;
    this.readyMilliseconds = readyMilliseconds;
  }

  static async start(name: string, ...args: string[]): Promise<BareProcess> {
    const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
    const started = performance.now();
    const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [, url = ''] = await saidLine(child, /listens on (\S+)/);
    const answer = await fetch(`${url}/health`);
    if (answer.status !== 200) throw new Error(`${name} answers ${answer.status}`);
    const readyMilliseconds = performance.now() - started;
    await answer.body?.cancel();
    return new BareProcess(child, url, readyMilliseconds);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}
