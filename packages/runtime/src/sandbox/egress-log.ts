import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

export interface EgressLogEntry {
  host: string;
  port: number;
  allowed: boolean;
  reason?: string;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** One JSON line for each connection asked for; the file and its predecessor stay under 8 MB together. */
export class EgressLog {
  readonly #path: string;
  #size: number;

  constructor(path: string) {
    this.#path = path;
    this.#size = existsSync(path) ? statSync(path).size : 0;
  }

  write(entry: EgressLogEntry): void {
    const line = `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`;
    if (this.#size > MAX_BYTES) {
      renameSync(this.#path, `${this.#path}.1`);
      this.#size = 0;
    }
    appendFileSync(this.#path, line, { mode: 0o600 });
    this.#size += Buffer.byteLength(line);
  }
}
