import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** The least that a persistent shell can cost: one bash over a pipe, the end of a command marked in its output. */
export class BareBash implements AsyncDisposable {
  readonly #bash: ChildProcessByStdio<Writable, Readable, null>;
  /** Behind what a command printed. Begins with no digit: `printf` would take it for a part of `\\0`. */
  readonly #end = `\0end ${crypto.randomUUID()}\n`;

  constructor() {
    this.#bash = spawn('bash', ['--noprofile', '--norc'], { stdio: ['pipe', 'pipe', 'inherit'] });
  }

  /** Runs a command to its end; gives what it printed. */
  run(command: string): Promise<Buffer> {
    const { stdin, stdout } = this.#bash;
    return new Promise((resolve) => {
      const pieces: Buffer[] = [];
      const onData = (piece: Buffer): void => {
        pieces.push(piece);
        const last = piece.length < this.#end.length ? Buffer.concat(pieces.slice(-this.#end.length)) : piece;
        if (last.subarray(-this.#end.length).toString('latin1') !== this.#end) return;
        stdout.off('data', onData);
        const output = Buffer.concat(pieces);
        resolve(output.subarray(0, output.length - this.#end.length));
      };
      stdout.on('data', onData);
      stdin.write(`${command}\nprintf '\\0${this.#end.slice(1, -1)}\\n'\n`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#bash, 'exit');
    this.#bash.stdin.end();
    await ended;
  }
}
