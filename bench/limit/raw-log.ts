import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';

/** The least that a durable log can cost: what waits is written in one piece, then the file is synced once. */
export class RawLog {
  readonly #file: number;
  #waiting: { text: string; done: () => void; failed: (error: Error) => void }[] = [];
  #writing = false;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** Resolves once the text is on disk. */
  append(text: string): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ text, done, failed });
      if (this.#writing) return;
      this.#writing = true;
      // What is appended in the same turn goes into the same write.
      queueMicrotask(() => this.#write());
    });
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(): void {
    const group = this.#waiting;
    this.#waiting = [];
    writeSync(this.#file, group.map(({ text }) => `${text}\n`).join(''));
    fdatasync(this.#file, (error) => {
      for (const { done, failed } of group) {
        if (error === null) done();
        else failed(error);
      }
      this.#writing = this.#waiting.length > 0;
      if (this.#writing) this.#write();
    });
  }
}
