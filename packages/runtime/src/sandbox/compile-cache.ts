import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ABANDONED_MILLISECONDS = 10 * 60_000;

/**
 * Node's compile cache for the executor: it halves the start of the sandbox. It is filled once per version
 * of the code, by a sandbox that runs nothing else, and is read-only ever after: what runs in one sandbox
 * must not decide what another one executes.
 */
export class CompileCache {
  readonly #root: string;
  readonly #version: string;

  constructor(cacheDir: string, version: string) {
    this.#root = join(cacheDir, 'executor-cache');
    this.#version = version;
  }

  /** The folder, once it is filled. */
  get folder(): string | undefined {
    const path = join(this.#root, this.#version);
    return existsSync(path) ? path : undefined;
  }

  /** Makes an empty folder to be filled. */
  open(): string {
    const path = join(this.#root, `${this.#version}.${process.pid}.new`);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }

  /** Takes a filled folder into use and drops those of other versions. */
  publish(filled: string): void {
    try {
      renameSync(filled, join(this.#root, this.#version));
    } catch {
      // Somebody else was faster with the same.
      this.discard(filled);
    }
    for (const name of readdirSync(this.#root)) {
      if (name === this.#version) continue;
      const path = join(this.#root, name);
      // Whoever fills another one now is not disturbed; one that nobody finished is old.
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (!name.endsWith('.new') || age > ABANDONED_MILLISECONDS) this.discard(path);
    }
  }

  discard(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }
}
