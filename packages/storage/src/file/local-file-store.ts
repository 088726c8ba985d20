import { mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import type { FileStore } from './file-store.ts';
import { errorCode, fileSystemError } from './file-system-error.ts';
import { writeDurably } from './write-durably.ts';

/** Files in a folder of this machine. */
export class LocalFileStore implements FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const target = await this.#resolve(requireFile(path));
    await orStorageError(path, async () => {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await writeDurably(target, content);
    });
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const target = await this.#resolve(requireFile(path));
    return orStorageError(path, () => unlessMissing(() => readFile(target)));
  }

  async readText(path: string): Promise<string | undefined> {
    const bytes = await this.read(path);
    return bytes && new TextDecoder().decode(bytes);
  }

  async list(path: string): Promise<string[]> {
    const target = await this.#resolve(path);
    const entries = await orStorageError(path, () =>
      unlessMissing(() => readdir(target, { withFileTypes: true })),
    );
    const shown = (entries ?? []).filter(({ name }) => !name.endsWith('.tmp') || !name.startsWith('.'));
    return shown.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).toSorted();
  }

  async delete(path: string): Promise<void> {
    const target = await this.#resolve(requireFile(path));
    await orStorageError(path, () => rm(target, { recursive: true, force: true }));
  }

  /** Refuses paths that lead outside, by their parts or through a symbolic link. */
  async #resolve(path: string): Promise<string> {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const leadsOutside = path.startsWith('/') || path.includes('\0') || parts.includes('..');
    if (leadsOutside || parts.some((part) => part.includes(sep))) throw outside(path);
    const root = await unlessMissing(() => realpath(this.#root));
    if (root === undefined) return join(this.#root, ...parts);
    for (let depth = parts.length; depth > 0; depth -= 1) {
      const real = await unlessMissing(() => realpath(join(root, ...parts.slice(0, depth))));
      if (real === undefined) continue;
      if (real !== root && !real.startsWith(root + sep)) throw outside(path);
      break;
    }
    return join(root, ...parts);
  }
}

function requireFile(path: string): string {
  if (path.split('/').every((part) => part === '' || part === '.')) throw outside(path);
  return path;
}

function outside(path: string): CapstanError {
  return new CapstanError('usage', `Not a path inside the store: ${JSON.stringify(path)}`);
}

async function orStorageError<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw fileSystemError(error, path);
  }
}

async function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}
