import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

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
