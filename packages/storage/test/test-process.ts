import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A program of `test/process/` that runs beside the test. */
export class TestProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #closed: Promise<unknown>;
  readonly #lines: AsyncIterator<string>;
  #errors = '';

  constructor(name: string, args: string[]) {
    const entry = fileURLToPath(new URL(`./process/${name}.ts`, import.meta.url));
    this.#child = spawn(process.execPath, [entry, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#closed = once(this.#child, 'close');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** The next line that it prints; undefined at its end. */
  async line(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : value;
  }

  /** Kills it without warning; resolves with the lines printed before that were not read yet. */
  async kill(): Promise<string[]> {
    this.#child.kill('SIGKILL');
    const rest: string[] = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) rest.push(line);
    await this.#closed;
    return rest;
  }

  /** Waits for its end and throws with what it wrote to stderr unless it went well. */
  async end(): Promise<void> {
    await this.#closed;
    if (this.#child.exitCode !== 0) throw new Error(this.#errors);
  }
}
