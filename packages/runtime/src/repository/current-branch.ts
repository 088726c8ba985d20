import type { WorkspaceAccess } from '@capstan/protocol';
import { runGit } from './git-command.ts';

/** Null without a repository, and where none is checked out. `folder` is relative to the workspace. */
export async function currentBranch(
  access: WorkspaceAccess,
  folder: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const { stdout } = await runGit(access, { args: ['branch', '--show-current'], cwd: folder, signal });
  const name = Buffer.from(stdout).toString('utf8').trim();
  return name === '' ? null : name;
}
