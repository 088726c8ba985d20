import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { childRepositories } from './child-repositories.ts';
import type { ComparedOptions } from './compared-reference.ts';
import type { FileChange } from './file-change.ts';
import { repositoryChanges, type RepositoryChanges } from './repository-changes.ts';

export interface UnreadableRepository {
  /** Relative to the workspace; '' is the workspace itself. */
  folder: string;
  reason: string;
}

export interface WorkspaceChanges {
  /** How many repositories were compared; 0 in a workspace without git. */
  repositories: number;
  /** Sorted by path. */
  changes: FileChange[];
  /** Repositories that git could not compare; their changes are missing. */
  unreadable: UnreadableRepository[];
  /** Whether something was left out because there is too much. */
  truncated: boolean;
}

const MAX_REPOSITORIES = 100;
const AT_A_TIME = 4;

/**
 * The working trees of the workspace and of the repositories among its direct folders, compared with what their
 * origins have, or with what they were when the work began. Rejects with what `WorkspaceAccess` rejects with.
 */
export async function listChanges(
  access: WorkspaceAccess,
  options: ComparedOptions = {},
): Promise<WorkspaceChanges> {
  const found: WorkspaceChanges = { repositories: 0, changes: [], unreadable: [], truncated: false };
  const add = async (folder: string): Promise<void> => {
    const changes = await examined(access, folder, found, options);
    if (changes === undefined) return;
    found.repositories += 1;
    found.truncated ||= changes.truncated;
    const prefix = folder === '' ? '' : `${folder}/`;
    found.changes.push(...changes.changes.map(({ status, path }) => ({ status, path: prefix + path })));
  };
  const [children] = await Promise.all([childRepositories(access, options.signal), add('')]);
  found.changes = withoutThoseOf(children, found.changes);
  found.truncated ||= children.length > MAX_REPOSITORIES;
  const waiting = children.slice(0, MAX_REPOSITORIES).values();
  const work = async (): Promise<void> => {
    for (const folder of waiting) await add(folder);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  found.changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  found.unreadable.sort((a, b) => (a.folder < b.folder ? -1 : 1));
  return found;
}

/** One broken repository does not hide the changes of the others. */
async function examined(
  access: WorkspaceAccess,
  folder: string,
  { unreadable }: WorkspaceChanges,
  options: ComparedOptions,
): Promise<RepositoryChanges | undefined> {
  try {
    return await repositoryChanges(access, folder === '' ? '.' : `./${folder}`, options);
  } catch (error) {
    if (!CapstanError.is(error) || error.code !== 'repository_failed') throw error;
    unreadable.push({ folder, reason: error.message });
    return undefined;
  }
}

/** A repository around others sees them as folders of its own; what is in them is told by themselves. */
function withoutThoseOf(children: readonly string[], changes: readonly FileChange[]): FileChange[] {
  const names = new Set(children);
  return changes.filter(({ path }) => !names.has(path.split('/', 1)[0] ?? ''));
}
