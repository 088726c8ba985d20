import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { nulSeparated } from '../repository/git-command.ts';

/** A stat per folder of the workspace, in one process. Links are left out: their repository is counted where it lies. */
const SCRIPT = `for marker in ./*/.git ./.[!.]*/.git ./..?*/.git; do
  folder=\${marker%/.git}
  if [ -e "$marker" ] && ! [ -L "$folder" ]; then printf '%s\\0' "\${folder#./}"; fi
done`;

/** Names of the folders of the workspace that are repositories. */
export async function childRepositories(access: WorkspaceAccess, signal?: AbortSignal): Promise<string[]> {
  const { exitCode, stdout, stderr } = await access.run({
    program: 'sh',
    args: ['-c', SCRIPT],
    ...(signal !== undefined && { signal }),
  });
  if (exitCode !== 0) {
    throw new CapstanError('repository_failed', `The workspace could not be searched: ${stderr.trim()}`);
  }
  return nulSeparated(stdout);
}
