import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Filling takes a third of this at most. */
const ABANDONED_MILLISECONDS = 60_000;

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

  /** An empty folder to be filled; undefined while somebody else fills one. */
  open(): string | undefined {
    const path = join(this.#root, `${this.#version}.new`);
    mkdirSync(this.#root, { recursive: true, mode: 0o700 });
    if (ageOf(path) > ABANDONED_MILLISECONDS) this.discard(path);
    try {
      mkdirSync(path, { mode: 0o700 });
      return path;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
      throw error;
    }
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
      if (!name.endsWith('.new') || ageOf(path) > ABANDONED_MILLISECONDS) this.discard(path);
    }
  }

  discard(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds since it was made or written to; 0 for what is not there. */
function ageOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}
