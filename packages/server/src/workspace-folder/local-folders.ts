import { access, constants, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import type { ServerConfig } from '../config/server-config.ts';
import { hasUsers } from '../user/has-users.ts';
import { allowedFolders } from './allowed-folders.ts';

/** Folders of this machine, as far as somebody may have conversations work there. Paths are real ones: symbolic links lead nowhere else. */
export class LocalFolders {
  readonly #allowed: readonly string[];
  readonly #home: string;

  private constructor(allowed: readonly string[], home: string) {
    this.#allowed = allowed;
    this.#home = home;
  }

  /** Rejects with `forbidden` where there are none for this user. */
  static async of(
    config: Pick<ServerConfig, 'auth' | 'machine' | 'home'>,
    user: { id: string | null },
  ): Promise<LocalFolders> {
    const allowed = allowedFolders(config, user);
    if (allowed === null) {
      throw new CapstanError(
        'forbidden',
        'Conversations of this server do not work in folders of its machine',
        {
          remedy: 'Leave the folder out, or ask the operator to name folders in server.local_folders.',
        },
      );
    }
    return new LocalFolders(await Promise.all(allowed.map(realPath)), await realPath(config.home));
  }

  /**
   * Rejects with `forbidden` for a folder that a conversation has worked in and may not any more: what was a folder may be a
   * link to another one by now. The one user of a machine chose it there, so only Capstan's own data are kept from it.
   */
  static async checkStill(
    path: string,
    config: Pick<ServerConfig, 'auth' | 'machine' | 'home'>,
    user: { id: string | null },
  ): Promise<void> {
    if (hasUsers(config, user)) {
      await (await LocalFolders.of(config, user)).find(path);
      return;
    }
    const real = await realPath(path);
    if (real !== path && isInside(real, await realPath(config.home))) throw ofCapstan(path);
  }

  /** Where somebody begins to look for a folder. */
  get start(): string {
    const home = homedir();
    return this.allows(home) ? home : (this.#allowed[0] ?? home);
  }

  allows(path: string): boolean {
    return this.#allowed.some((folder) => isInside(path, folder)) && !isInside(path, this.#home);
  }

  /** Null where that is not allowed, or there is none. */
  parentOf(path: string): string | null {
    const parent = dirname(path);
    return parent !== path && this.allows(parent) ? parent : null;
  }

  /**
   * The real path of a folder. Rejects with `workspace_not_found` for what is no folder, and with `forbidden` for what is
   * outside of what is allowed, whether or not there is such a folder.
   */
  async find(path: string): Promise<string> {
    if (!isAbsolute(path)) throw notFound(`${path} is not an absolute path`);
    const real = await realPath(resolve(path));
    if (isInside(real, this.#home)) throw ofCapstan(path);
    if (!this.allows(real)) {
      throw new CapstanError(
        'forbidden',
        `${path} is outside of the folders in which conversations may work`,
        {
          remedy: `Choose a folder in ${this.#allowed.join(' or ')}, or ask the operator to name it in server.local_folders.`,
        },
      );
    }
    const found = await stat(real).catch(() => undefined);
    if (found === undefined) throw notFound(`There is no folder ${path} on this machine`);
    if (!found.isDirectory()) throw notFound(`${path} is a file, not a folder`);
    return real;
  }

  /** As `find`; rejects with `workspace_not_writable` where the server may not write. */
  async findWritable(path: string): Promise<string> {
    const real = await this.find(path);
    try {
      await access(real, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (cause) {
      throw new CapstanError('workspace_not_writable', `The folder ${path} cannot be written to`, { cause });
    }
    return real;
  }
}

/** Of what there is of it: a folder that is missing is where its parent is. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(await realPath(parent), relative(parent, path));
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function ofCapstan(path: string): CapstanError {
  return new CapstanError('forbidden', `${path} is in the folder in which Capstan keeps its own data`, {
    remedy: 'Choose a folder outside of it.',
  });
}

function notFound(message: string): CapstanError {
  return new CapstanError('workspace_not_found', message, {
    remedy: 'Give the absolute path of an existing folder.',
  });
}
