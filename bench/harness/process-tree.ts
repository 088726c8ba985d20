import { readFileSync } from 'node:fs';

export interface ProcessMemory {
  pid: number;
  command: string;
  /** The most resident memory it ever had. */
  peakMegabytes: number;
}

/**
 * Watches a process and all that it starts, also what detaches itself from it, and keeps the peak of
 * each. Linux only. What lives shorter than the interval is not seen.
 */
export class ProcessTree {
  readonly #seen = new Map<number, ProcessMemory>();
  readonly #alive: Set<number>;
  readonly #timer: NodeJS.Timeout;

  constructor(root: number, intervalMilliseconds = 10) {
    this.#alive = new Set([root]);
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), intervalMilliseconds);
  }

  /** Ends the watch; the processes with the largest first. */
  stop(): ProcessMemory[] {
    clearInterval(this.#timer);
    return [...this.#seen.values()].toSorted((a, b) => b.peakMegabytes - a.peakMegabytes);
  }

  #sample(): void {
    // A set also visits what is added while it is walked: children of children come in the same round.
    for (const pid of this.#alive) {
      const status = readProc(pid, 'status');
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
      if (peak === undefined) {
        this.#alive.delete(pid);
        continue;
      }
      const command = readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
      this.#seen.set(pid, { pid, command, peakMegabytes: Number(peak) / 1024 });
      for (const child of childrenOf(pid)) this.#alive.add(child);
    }
  }
}

function childrenOf(pid: number): number[] {
  return readProc(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** Empty when the process has ended, which may happen at any moment. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
