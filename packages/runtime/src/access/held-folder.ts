import { constants, type Dirent, type Stats } from 'node:fs';
import { mkdir, open, readdir, readlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isWithin } from './access-scope.ts';

const isLinux = process.platform === 'linux';

/** Holds a folder without reading it, which needs no permission on the folder itself. Node does not name it. */
const O_PATH = 0o10000000;

const FLAGS = constants.O_DIRECTORY | constants.O_NOFOLLOW | (isLinux ? O_PATH : constants.O_RDONLY);

/**
 * A folder that is held open: what is done in it is done there, whatever its path leads to by then. Nobody who swaps
 * folders for links meanwhile can lead it astray. To be closed, always.
 */
export class HeldFolder implements AsyncDisposable {
  /** Canonical. */
  readonly path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Opens a folder by its canonical path. Undefined when what is found there lies outside of the roots. */
  static async open(path: string, roots: readonly string[]): Promise<HeldFolder | undefined> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(new HeldFolder(path, await open(path, FLAGS)));
    if (!isWithin(await folder.#realPath(), roots)) return undefined;
    stack.move();
    return folder;
  }

  /** Where to find an entry of this folder. The last part of it may still be a link. */
  at(name: string): string {
    return isLinux ? `/proc/self/fd/${this.#handle.fd}/${name}` : join(this.path, name);
  }

  /** A folder in this one; rejects with `ENOTDIR` where it is a link to one. */
  async enter(name: string): Promise<HeldFolder> {
    return new HeldFolder(join(this.path, name), await open(this.at(name), FLAGS));
  }

  stat(): Promise<Stats> {
    return this.#handle.stat();
  }

  async make(name: string): Promise<void> {
    await mkdir(this.at(name));
  }

  entries(): Promise<Dirent[]> {
    return readdir(this.at('.'), { withFileTypes: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }

  #realPath(): Promise<string> {
    return isLinux ? readlink(`/proc/self/fd/${this.#handle.fd}`) : Promise.resolve(this.path);
  }
}

/** Holds the folder that a canonical path lies in. */
export function holdParent(path: string, roots: readonly string[]): Promise<HeldFolder | undefined> {
  return HeldFolder.open(dirname(path), roots);
}
