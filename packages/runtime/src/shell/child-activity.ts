import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Tells whether a process has collected children since the last time, by the page faults of its children that
 * /proc counts: every program that ran has some. One system call; where there is no /proc, always true.
 */
export class ChildActivity {
  readonly #descriptor: number | undefined;
  readonly #scratch = Buffer.allocUnsafe(512);
  #faults: string | undefined;

  constructor(pid: number) {
    try {
      this.#descriptor = openSync(`/proc/${pid}/stat`, 'r');
    } catch {
      // Not Linux, or the process is gone.
      this.#descriptor = undefined;
    }
  }

  hasChanged(): boolean {
    const faults = this.#read();
    if (faults !== undefined && faults === this.#faults) return false;
    this.#faults = faults;
    return true;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }

  #read(): string | undefined {
    if (this.#descriptor === undefined) return undefined;
    let bytes: number;
    try {
      bytes = readSync(this.#descriptor, this.#scratch, 0, this.#scratch.length, 0);
    } catch {
      // The process is gone.
      return undefined;
    }
    const text = this.#scratch.toString('latin1', 0, bytes);
    // The name stands in parentheses and may hold anything. After it come state, parent, group, session, terminal,
    // foreground group, flags, own minor faults, then minor faults of children, own major faults, those of children.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ', 11);
    return `${fields[8]} ${fields[10]}`;
  }
}
