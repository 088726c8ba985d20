import { join, resolve } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { canonicalPath } from '../file/canonical-path.ts';
import { errorCode } from '../file/file-failure.ts';
import { below } from '../file/path-policy.ts';
import { accessFailure } from './access-failure.ts';

/** Which part of the file system is open to whoever is not the agent. All paths are real ones. */
export interface AccessScope {
  workspace: string;
  /** Folders in which everything may be read: all of them where a sandbox is the boundary. */
  readable: readonly string[];
  writable: readonly string[];
  /** A path that stands for the workspace, as it does in the agent's file actions. */
  alias: string | null;
}

export type Purpose = 'read' | 'write';

export const rootsFor = (purpose: Purpose, scope: AccessScope): readonly string[] =>
  purpose === 'read' ? scope.readable : scope.writable;

export const isWithin = (path: string, roots: readonly string[]): boolean =>
  roots.some((root) => below(root, path) !== undefined);

/**
 * The canonical path of what is named relative to the workspace or absolutely; it need not exist. Rejects with
 * `file_unsuitable` for what lies elsewhere, whether or not it exists.
 */
export async function locate(path: string, purpose: Purpose, scope: AccessScope): Promise<string> {
  if (path === '' || path.includes('\0')) {
    throw new CapstanError('file_unsuitable', 'A path is neither empty nor does it hold a NUL.');
  }
  const named = resolve(scope.workspace, path);
  const inAlias = scope.alias === null ? undefined : below(scope.alias, named);
  const wanted = inAlias === undefined ? named : join(scope.workspace, inAlias);
  let canonical: string;
  try {
    canonical = await canonicalPath(wanted);
  } catch (error) {
    // Nothing is said of what lies elsewhere, not even that it cannot be looked at.
    if (!isWithin(wanted, rootsFor(purpose, scope))) throw outside(path, purpose);
    if (errorCode(error) === 'ENOTDIR' && purpose === 'read') {
      throw new CapstanError('file_not_found', `${path}: no such file or directory.`, { cause: error });
    }
    throw accessFailure(error, path, purpose);
  }
  if (!isWithin(canonical, rootsFor(purpose, scope))) throw outside(path, purpose);
  return canonical;
}

export const outside = (path: string, purpose: Purpose): CapstanError =>
  new CapstanError(
    'file_unsuitable',
    `${path}: it lies where nothing may be ${purpose === 'read' ? 'read' : 'written'}.`,
    {
      remedy: 'Name a path in the workspace.',
    },
  );
