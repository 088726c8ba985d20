import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { ShellError } from './shell-error.ts';

/** `/bin/bash`, or the first bash in PATH of this environment. Throws ShellError when there is none. */
export function findBash(env: Record<string, string>): string {
  const directories = ['/bin', ...(env['PATH'] ?? '').split(':')];
  const found = directories
    .map((directory) => join(directory, 'bash'))
    .find((path) => path.startsWith('/') && isExecutable(path));
  if (found === undefined) throw new ShellError('start-failed', 'No bash was found in /bin or PATH.');
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Missing or not executable: not this one.
    return false;
  }
}
