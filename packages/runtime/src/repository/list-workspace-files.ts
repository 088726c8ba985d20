import { CapstanError, type WorkspaceAccess, type WorkspaceEntry } from '@capstan/protocol';
import { nulSeparated, runGit } from './git-command.ts';

const LEFT_OUT = new Set(['.git/', '.DS_Store', 'node_modules/', '__pycache__/', 'lost+found/', '.vscode/']);

/**
 * One level of the workspace as people look at it: folders first, their names ending with `/`, without what git
 * ignores. With a path, which is relative to the workspace, each entry begins with it. Empty where there is no such
 * folder; rejects with `file_unsuitable` for what is none.
 */
export async function listWorkspaceFiles(
  access: WorkspaceAccess,
  path?: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const folder = path === undefined || path === '' ? '.' : path;
  const names = (await entriesOf(access, folder)).map(shownName).filter((name) => !LEFT_OUT.has(name));
  const ignored = await ignoredNames(access, folder, names, signal);
  const shown = names.filter((name) => !ignored.has(name)).toSorted(byKindAndName);
  if (folder === '.') return shown;
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return shown.map((name) => prefix + name);
}

async function entriesOf(access: WorkspaceAccess, folder: string): Promise<WorkspaceEntry[]> {
  try {
    return await access.list(folder);
  } catch (error) {
    if (CapstanError.is(error) && error.code === 'file_not_found') return [];
    throw error;
  }
}

const shownName = ({ name, type }: WorkspaceEntry): string => (type === 'folder' ? `${name}/` : name);

function byKindAndName(a: string, b: string): number {
  const kind = Number(b.endsWith('/')) - Number(a.endsWith('/'));
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return kind !== 0 ? kind : first < second ? -1 : 1;
}

/** None where there is no git or no repository. */
async function ignoredNames(
  access: WorkspaceAccess,
  cwd: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const args = ['check-ignore', '-z', '--stdin'];
  const input = names.map((name) => `./${name}\0`).join('');
  const { stdout } = await runGit(access, { args, cwd, input, maxOutputBytes: 16 * 1024 * 1024, signal });
  return new Set(nulSeparated(stdout).map((name) => name.slice('./'.length)));
}
