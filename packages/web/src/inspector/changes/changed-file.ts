import type { GitChange } from '../../api/workspace/workspace.ts';
import type { EditEntry, TouchedFile } from '../../screen/index.ts';
import { inWorkspace, workspaceRoot } from '../workspace-path.ts';

export type ChangeStatus = 'modified' | 'added' | 'deleted' | 'unmerged' | 'renamed';

export interface ChangedFile {
  /** As the workspace names it; absolute for what lies elsewhere. */
  path: string;
  /** What it was called before; null where it was called the same. */
  was: string | null;
  status: ChangeStatus;
  /** Who says that it changed: git compares, the log knows the edits only; `unlisted`: git compared and does not list it. */
  source: 'git' | 'log' | 'unlisted';
  /** What the agent did with its editor, oldest first. */
  edits: readonly EditEntry[];
}

/** A letter and a word for each. */
export const STATUS_TEXT: Readonly<Record<ChangeStatus, { letter: string; word: string }>> = {
  modified: { letter: 'M', word: 'Modified' },
  added: { letter: 'A', word: 'Added' },
  deleted: { letter: 'D', word: 'Deleted' },
  unmerged: { letter: 'U', word: 'Has conflicts' },
  renamed: { letter: 'R', word: 'Renamed' },
};

const GIT_STATUS: Readonly<Record<GitChange['status'], ChangeStatus>> = {
  M: 'modified',
  A: 'added',
  D: 'deleted',
  U: 'unmerged',
};

export interface KnownChanges {
  /** Null where there is no repository, or git is not asked. */
  git: readonly GitChange[] | null;
  touched: readonly TouchedFile[];
  /** Folder of the shell, which mostly is the workspace; null where it is not known. */
  directory: string | null;
  edits: ReadonlyMap<string, readonly EditEntry[]>;
}

/** What git says has changed, with what the agent did to it; what only the log knows comes after it. */
export function changedFiles({ git, touched, edits, directory }: KnownChanges): ChangedFile[] {
  const paths = touched.map(({ path }) => path);
  const root = workspaceRoot(paths, git?.map(({ path }) => path) ?? []) ?? directory;
  const byPath = new Map<string, readonly EditEntry[]>();
  for (const path of paths) byPath.set(inWorkspace(path, root), edits.get(path) ?? []);
  const listed: ChangedFile[] = (git ?? []).map(({ status, path }) => ({
    path,
    was: null,
    status: GIT_STATUS[status],
    source: 'git',
    edits: byPath.get(path) ?? [],
  }));
  const known = new Set(listed.map(({ path }) => path));
  const others = touched.flatMap((file): ChangedFile[] => {
    const path = inWorkspace(file.path, root);
    if (known.has(path)) return [];
    const status = file.created ? 'added' : 'modified';
    const source = git === null ? 'log' : 'unlisted';
    return [{ path, was: null, status, source, edits: edits.get(file.path) ?? [] }];
  });
  return [...listed, ...others.toSorted((a, b) => (a.path < b.path ? -1 : 1))];
}
