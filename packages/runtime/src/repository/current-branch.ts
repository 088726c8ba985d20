import type { WorkspaceAccess } from '@capstan/protocol';
import { runGit } from './git-command.ts';

/** The branch that is checked out in a folder; undefined without a repository, or when no branch is. */
export async function currentBranch(access: WorkspaceAccess, folder: string): Promise<string | undefined> {
  const { exitCode, stdout } = await runGit(access, {
    args: ['symbolic-ref', '--quiet', '--short', 'HEAD'],
    cwd: folder,
  });
  const branch = Buffer.from(stdout).toString('utf8').trim();
  return exitCode === 0 && branch !== '' ? branch : undefined;
}
