import type { ByteDelta } from './byte-delta.ts';

/** How to take one edit back. Plain data, so that it can be stored. */
export interface EditEntry extends ByteDelta {
  /** The edit created the file: taking it back removes the file. */
  created: boolean;
  /** SHA-256 of the whole file after the edit, hex. Undo refuses any other content. */
  afterSha256: string;
}

/**
 * The edits that can be taken back, per canonical path, newest last. An implementation may forget the
 * oldest, never one in the middle. What it rejects with ends the edit with an error.
 */
export interface EditHistory {
  push(path: string, entry: EditEntry): void | Promise<void>;
  /** The newest entry, kept. */
  last(path: string): EditEntry | undefined | Promise<EditEntry | undefined>;
  /** Forgets the newest entry. */
  pop(path: string): void | Promise<void>;
}

export interface MemoryEditHistoryLimits {
  entriesPerFile?: number;
  /** Removed bytes kept over all files. */
  totalBytes?: number;
}

/** Lasts as long as the process. The oldest entries go first when a limit is reached. */
export class MemoryEditHistory implements EditHistory {
  readonly #entriesPerFile: number;
  readonly #totalBytes: number;
  /** Files in the order of their last edit. */
  readonly #files = new Map<string, EditEntry[]>();
  #bytes = 0;

  constructor(limits: MemoryEditHistoryLimits = {}) {
    this.#entriesPerFile = limits.entriesPerFile ?? 10;
    this.#totalBytes = limits.totalBytes ?? 32 * 1024 * 1024;
  }

  push(path: string, entry: EditEntry): void {
    const entries = this.#files.get(path) ?? [];
    this.#files.delete(path);
    this.#files.set(path, entries);
    entries.push(entry);
    this.#bytes += cost(entry);
    while (entries.length > this.#entriesPerFile) this.#dropOldest(path, entries);
    for (const [file, kept] of this.#files) {
      while (this.#bytes > this.#totalBytes && kept.length > 0) this.#dropOldest(file, kept);
      if (this.#bytes <= this.#totalBytes) break;
    }
  }

  last(path: string): EditEntry | undefined {
    return this.#files.get(path)?.at(-1);
  }

  pop(path: string): void {
    const entries = this.#files.get(path);
    const entry = entries?.pop();
    if (entry !== undefined) this.#bytes -= cost(entry);
    if (entries?.length === 0) this.#files.delete(path);
  }

  #dropOldest(path: string, entries: EditEntry[]): void {
    const entry = entries.shift();
    if (entry !== undefined) this.#bytes -= cost(entry);
    if (entries.length === 0) this.#files.delete(path);
  }
}

// An entry that removed nothing still takes room.
function cost(entry: EditEntry): number {
  return entry.removed.length + 256;
}
