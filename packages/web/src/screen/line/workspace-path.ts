/** A path as people know it who know the workspace: below it, without its folder. */
export function workspacePath(path: string, workspace: string | null): string {
  if (workspace === null || workspace === '' || !path.startsWith(workspace)) return path;
  const folder = workspace.endsWith('/') ? workspace : `${workspace}/`;
  if (path === workspace || path === folder) return '.';
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}
