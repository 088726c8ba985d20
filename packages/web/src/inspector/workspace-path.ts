/** Where sandboxes have the workspace. */
const SANDBOX_ROOT = '/workspace';

/**
 * The folder that relative paths begin in. Runtimes without a sandbox have it anywhere, so it is found by what both the log
 * and the workspace name; null where nothing tells.
 */
export function workspaceRoot(
  absolutePaths: Iterable<string>,
  relativePaths: Iterable<string>,
): string | null {
  const relative = new Set(relativePaths);
  for (const path of absolutePaths) {
    if (path.startsWith(`${SANDBOX_ROOT}/`)) return SANDBOX_ROOT;
    for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
      if (relative.has(path.slice(at + 1))) return path.slice(0, at);
    }
  }
  return null;
}

/** A path as the workspace names it; as it is where it lies elsewhere. */
export function inWorkspace(path: string, root: string | null): string {
  const from = root ?? SANDBOX_ROOT;
  return path.startsWith(`${from}/`) ? path.slice(from.length + 1) : path.replace(/^\.\//, '');
}

/** Folder and name of a path; the folder ends with a slash, or is empty. */
export function splitPath(path: string): { folder: string; name: string } {
  const at = path.replace(/\/$/, '').lastIndexOf('/') + 1;
  return { folder: path.slice(0, at), name: path.slice(at) };
}
