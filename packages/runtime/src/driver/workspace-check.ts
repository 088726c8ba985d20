import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { CapstanError } from '@capstan/protocol';

/**
 * The real path of a workspace. Throws `workspace_not_found` when it is no folder and
 * `workspace_not_writable` when this user may not write there.
 */
export function checkWorkspace(workspace: string): string {
  let path: string;
  try {
    path = realpathSync(workspace);
  } catch (cause) {
    throw new CapstanError('workspace_not_found', `There is no workspace at ${workspace}.`, { cause });
  }
  if (!statSync(path).isDirectory()) {
    throw new CapstanError('workspace_not_found', `The workspace ${workspace} is a file, not a folder.`);
  }
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new CapstanError('workspace_not_writable', `The workspace ${workspace} cannot be written to.`, {
      cause,
    });
  }
  return path;
}
