import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';

/** The bare limit: a file to which all texts that wait are written at once, with one fdatasync for them. */
export class RawLog {
  readonly #file: number;
  #queue: { text: string; done: () => void }[] = [];
  #busy = false;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  append(text: string): Promise<void> {
    return new Promise((done) => {
      this.#queue.push({ text, done });
      if (!this.#busy) this.#write();
    });
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(): void {
    this.#busy = true;
    // What is appended in the same turn goes into the same write.
    queueMicrotask(() => {
      const group = this.#queue;
      this.#queue = [];
      writeSync(this.#file, group.map(({ text }) => text).join('\n'));
      fdatasync(this.#file, (error) => {
        if (error) throw error;
        this.#busy = false;
        for (const { done } of group) done();
        if (this.#queue.length > 0) this.#write();
      });
    });
  }
}
