import { posix } from 'node:path';
import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { nulSeparated } from '../repository/git-command.ts';

export interface FileLocation {
  now: { kind: 'file' | 'folder' | 'none' } | { kind: 'link'; target: string };
  /** The deepest folder above it that exists, relative to the workspace: git finds the repository from there. */
  folder: string;
  /** The rest of the path, relative to that folder. */
  name: string;
}

const SCRIPT = `path=./$1 kind=none target=
if [ -L "$path" ]; then kind=link target=$(readlink -n -- "$path"; printf x)
elif [ -d "$path" ]; then kind=folder
elif [ -e "$path" ]; then kind=file
fi
folder=\${path%/*} name=\${path##*/}
until [ -d "$folder" ]; do name=\${folder##*/}/$name folder=\${folder%/*}; done
printf '%s\\0' "$kind" "\${target%x}" "$folder" "$name"`;

/**
 * Where a file of the workspace lies, or lay: of a deleted one, the folders may be gone as well. Rejects with
 * `file_not_found` for a path that leads out of the workspace.
 */
export async function locateFile(
  access: WorkspaceAccess,
  path: string,
  signal?: AbortSignal,
): Promise<FileLocation> {
  const { exitCode, stdout, stderr } = await access.run({
    program: 'sh',
    args: ['-c', SCRIPT, 'sh', withinWorkspace(path)],
    ...(signal !== undefined && { signal }),
  });
  const [kind, target = '', folder = '.', name = ''] = nulSeparated(stdout);
  if (exitCode !== 0) throw new CapstanError('file_unsuitable', `${path}: ${stderr.trim()}`);
  if (kind === 'link') return { now: { kind, target }, folder, name };
  return { now: { kind: kind === 'file' || kind === 'folder' ? kind : 'none' }, folder, name };
}

function withinWorkspace(path: string): string {
  const normal = posix.normalize(path).replace(/\/+$/, '');
  const outside = posix.isAbsolute(normal) || normal === '..' || normal.startsWith('../');
  if (outside || normal === '.' || normal === '' || normal.includes('\0')) {
    throw new CapstanError(
      'file_not_found',
      `${JSON.stringify(path)} is no path of a file in the workspace.`,
    );
  }
  return normal;
}
