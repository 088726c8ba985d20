import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the whole output of a command is, when it was too long to be given whole. */
export interface OutputFileInfo {
  path: string;
  /** Position in the output of the command of the first byte in the file; earlier bytes were given whole. */
  firstByte: number;
  bytes: number;
  /** False when the file reached its own cap or could not be written. */
  complete: boolean;
}

/** Bytes gathered before they are written: one call per 64 reads of the terminal. */
const BATCH_BYTES = 256 * 1024;

/** The output of one command in a file, up to a cap. A file that cannot be written ends the spilling, not the command. */
export class OutputFile {
  readonly path: string;
  readonly #firstByte: number;
  readonly #capBytes: number;
  #descriptor: number | undefined;
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #bytes = 0;
  #complete = true;

  constructor(path: string, firstByte: number, capBytes: number) {
    this.path = path;
    this.#firstByte = firstByte;
    this.#capBytes = capBytes;
    this.#guard(() => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      this.#descriptor = openSync(path, 'w', 0o600);
    });
  }

  push(chunk: Buffer): void {
    const room = this.#capBytes - this.#bytes - this.#batchBytes;
    if (this.#descriptor === undefined || room < chunk.length) this.#complete = false;
    if (this.#descriptor === undefined || room <= 0) return;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#batch.push(kept);
    this.#batchBytes += kept.length;
    if (this.#batchBytes >= BATCH_BYTES) this.flush();
  }

  /** Writes what is gathered, so that a reader finds it. */
  flush(): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined || this.#batchBytes === 0) return;
    const bytes = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
    this.#guard(() => {
      for (let written = 0; written < bytes.length;) {
        const count = writeSync(descriptor, bytes, written);
        written += count;
        this.#bytes += count;
      }
    });
  }

  info(): OutputFileInfo {
    return { path: this.path, firstByte: this.#firstByte, bytes: this.#bytes, complete: this.#complete };
  }

  close(): void {
    this.flush();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** A full disk or a folder that went away: the file ends here, and its information says so. */
  #guard(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      this.#complete = false;
      if (this.#descriptor !== undefined) closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
  }
}

/** The output files of one session: numbered, and the oldest is removed when there are too many. */
export class OutputDirectory {
  readonly #directory: string;
  readonly #capBytes: number;
  readonly #maxFiles: number;
  readonly #paths: string[] = [];
  #count = 0;

  constructor(directory: string, capBytes: number, maxFiles: number) {
    this.#directory = directory;
    this.#capBytes = capBytes;
    this.#maxFiles = maxFiles;
  }

  open(firstByte: number): OutputFile {
    const path = join(this.#directory, `command-output-${++this.#count}.log`);
    this.#paths.push(path);
    const oldest = this.#paths.length > this.#maxFiles ? this.#paths.shift() : undefined;
    if (oldest !== undefined) rmSync(oldest, { force: true });
    return new OutputFile(path, firstByte, this.#capBytes);
  }
}
