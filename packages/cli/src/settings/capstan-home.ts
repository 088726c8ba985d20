import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CapstanError } from '@capstan/protocol';

/** Where Capstan keeps what lasts. `CAPSTAN_HOME`, or `.capstan` in the home folder. */
export interface CapstanHome {
  root: string;
  database: string;
  /** Executors that are running, so that they can be found again. */
  runtimes: string;
}

export function capstanHome(env: NodeJS.ProcessEnv): CapstanHome {
  const root = resolve(env['CAPSTAN_HOME'] || join(homedir(), '.capstan'));
  return { root, database: join(root, 'capstan.db'), runtimes: join(root, 'run') };
}

/** Makes the folder, readable for its owner alone, unless it is there. Throws `storage_failed`. */
export function makeHome({ root }: CapstanHome): void {
  try {
    makeFolder(root);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('storage_failed', `The folder ${root} cannot be made: ${reason}`, {
      cause: error,
    });
  }
}

/** Step by step: Node's own way to make a whole path tries for ever where the system has virtual folders. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
