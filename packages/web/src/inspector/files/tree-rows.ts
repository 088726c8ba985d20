import { splitPath } from '../workspace-path.ts';

/** What is known of a folder: paths of what is in it, those of folders ending with a slash. */
export type Folder =
  | { state: 'loading' }
  | { state: 'failed'; failure: unknown }
  | { state: 'ready'; paths: readonly string[] };

export interface TreeRow {
  kind: 'file' | 'folder';
  path: string;
  name: string;
  /** From 1. */
  level: number;
  expanded: boolean;
  /** Its place among those beside it, from 1, and how many they are. */
  position: number;
  siblings: number;
  /** For an open folder whose content is not there. */
  folder: Folder | null;
}

export interface TreeOptions {
  /** By path with its slash; '' is the workspace. */
  folders: ReadonlyMap<string, Folder>;
  expanded: ReadonlySet<string>;
  /** Only what has this in its path, with the folders above it; empty for everything. */
  filter: string;
}

/** The rows of a tree from top to bottom. */
export function treeRows(options: TreeOptions, folder = '', level = 1): TreeRow[] {
  const known = options.folders.get(folder);
  if (known?.state !== 'ready') return [];
  const filter = options.filter.toLowerCase();
  const inside = known.paths.map((path) => {
    const isFolder = path.endsWith('/');
    const expanded = isFolder && (options.expanded.has(path) || filter !== '');
    return { path, isFolder, expanded, rows: expanded ? treeRows(options, path, level + 1) : [] };
  });
  const shown = inside.filter(
    ({ path, rows }) => filter === '' || rows.length > 0 || path.toLowerCase().includes(filter),
  );
  return shown.flatMap(({ path, isFolder, expanded, rows }, index) => {
    const content = expanded ? options.folders.get(path) : undefined;
    const row: TreeRow = {
      kind: isFolder ? 'folder' : 'file',
      path,
      name: splitPath(path).name.replace(/\/$/, ''),
      level,
      expanded: expanded && (filter === '' || rows.length > 0),
      position: index + 1,
      siblings: shown.length,
      folder: content === undefined || content.state === 'ready' ? null : content,
    };
    return [row, ...rows];
  });
}

/** The folders whose content is to be asked for: those that are open, and with `all` as many as may be. */
export function foldersToAsk(
  pathsOf: (folder: string) => readonly string[] | undefined,
  { expanded, all, most }: { expanded: ReadonlySet<string>; all: boolean; most: number },
): string[] {
  const asked = [''];
  // The list grows while it is walked, so the nearest come first.
  for (const folder of asked) {
    for (const path of pathsOf(folder) ?? []) {
      if (!path.endsWith('/')) continue;
      if (expanded.has(path) || (all && asked.length < most)) asked.push(path);
    }
  }
  return asked;
}

/** All folders above a path, from the outermost. */
export function foldersAbove(path: string): string[] {
  const parts = path.replace(/\/$/, '').split('/').slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
}
