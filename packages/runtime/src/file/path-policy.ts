import { realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { canonicalPath } from './canonical-path.ts';
import { failureMessage } from './file-failure.ts';

export type PathDecision = { ok: true; path: string } | { ok: false; reason: string };

/**
 * Says which file an absolute path stands for: its canonical path, symbolic links resolved, or the reason
 * why it may not be touched. File operations work on what it returns, so what was judged is what is opened.
 */
export type PathPolicy = (path: string) => Promise<PathDecision>;

/** Where the sandbox is the boundary. */
export const unconfined: PathPolicy = async (path) => {
  try {
    return { ok: true, path: await canonicalPath(path) };
  } catch (error) {
    return { ok: false, reason: failureMessage(error, path) };
  }
};

export interface ConfinementOptions {
  /** A path that stands for the root, as `/workspace` does for agents that know no other. */
  alias?: string;
}

/**
 * Lets through what lies in `root` after resolving symbolic links and `..`, also for files that do not
 * exist yet. It holds an agent's file actions together; it is no boundary against a process that swaps
 * links at the same time.
 */
export function workspaceConfinement(root: string, options: ConfinementOptions = {}): PathPolicy {
  return async (path) => {
    const { alias } = options;
    const inAlias = alias === undefined ? undefined : below(alias, path);
    const wanted = inAlias === undefined ? path : join(root, inAlias);
    try {
      const canonical = await canonicalPath(wanted);
      if (below(await realpath(root), canonical) !== undefined) return { ok: true, path: canonical };
      return { ok: false, reason: `File access not permitted: ${path} is outside of the workspace ${root}.` };
    } catch (error) {
      return { ok: false, reason: failureMessage(error, path) };
    }
  };
}

/** The path relative to `root`, by whole names; undefined when it is elsewhere. */
export function below(root: string, path: string): string | undefined {
  const inside = relative(root, path);
  return inside === '..' || inside.startsWith('../') ? undefined : inside;
}
