import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { decodeText } from '../file/text-encoding.ts';
import { gitReason, runGit } from '../repository/git-command.ts';
import { readAtMost } from '../repository/read-at-most.ts';
import { comparedReferences, type ComparedOptions } from './compared-reference.ts';
import { locateFile, type FileLocation } from './file-location.ts';

/** The whole text on both sides, to the last character; empty where the file is not there. */
export interface FileDiff {
  original: string;
  modified: string;
}

export const MAX_DIFF_BYTES = 1024 * 1024;

/**
 * One file as the repository that it is in compares it, see `listChanges`, and as it is. `path` is relative to the
 * workspace. Rejects with `file_not_found` if it is on neither side, `file_too_large`, and `file_unsuitable` for what
 * is no text or in no repository.
 */
export async function diffOf(
  access: WorkspaceAccess,
  path: string,
  options: ComparedOptions = {},
): Promise<FileDiff> {
  const { signal } = options;
  const location = await locateFile(access, path, signal);
  const [original, modified] = await Promise.all([
    originalBytes(access, path, location, options),
    modifiedBytes(access, path, location, signal),
  ]);
  if (original === undefined && modified === undefined) {
    if (location.now.kind === 'folder') throw new CapstanError('file_unsuitable', `${path} is a folder.`);
    throw new CapstanError('file_not_found', `${path} is neither in the workspace nor in what it came from.`);
  }
  return { original: textOf(original, path), modified: textOf(modified, path) };
}

async function originalBytes(
  access: WorkspaceAccess,
  path: string,
  { folder, name }: FileLocation,
  options: ComparedOptions,
): Promise<Uint8Array | undefined> {
  const { signal } = options;
  const references = await comparedReferences(access, folder, options);
  if (references === undefined) {
    throw new CapstanError('file_unsuitable', `${path} is in no git repository.`);
  }
  for (const reference of references) {
    const tree = reference.mergeBase
      ? await mergeBase(access, folder, reference.name, signal)
      : reference.name;
    if (tree !== undefined) return blob(access, path, { folder, object: `${tree}:./${name}` }, signal);
  }
  return undefined;
}

async function mergeBase(
  access: WorkspaceAccess,
  cwd: string,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { exitCode, stdout } = await runGit(access, { args: ['merge-base', 'HEAD', reference], cwd, signal });
  return exitCode === 0 ? Buffer.from(stdout).toString('latin1').trim() : undefined;
}

/** Undefined if there is no such file in that tree. */
async function blob(
  access: WorkspaceAccess,
  path: string,
  { folder, object }: { folder: string; object: string },
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  const args = ['cat-file', 'blob', object];
  const result = await runGit(access, { args, cwd: folder, maxOutputBytes: MAX_DIFF_BYTES + 1, signal });
  if (result.stdout.length > MAX_DIFF_BYTES) throw tooLarge(path);
  if (result.exitCode === 0) return result.stdout;
  if (/does not exist in|but not in|bad file|not a valid object name/i.test(result.stderr)) return undefined;
  throw new CapstanError('repository_failed', gitReason(result.stderr));
}

async function modifiedBytes(
  access: WorkspaceAccess,
  path: string,
  { now }: FileLocation,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  // What git stores of a link is where it leads to, so that is what it is compared with.
  if (now.kind === 'link') return Buffer.from(now.target);
  if (now.kind !== 'file') return undefined;
  const bytes = await readAtMost(access, path, { maxBytes: MAX_DIFF_BYTES, signal });
  if (bytes === undefined) throw tooLarge(path);
  return bytes;
}

function tooLarge(path: string): CapstanError {
  return new CapstanError('file_too_large', `${path} is larger than ${MAX_DIFF_BYTES / 1024 / 1024} MiB.`, {
    remedy: 'Look at it in the workspace itself.',
  });
}

function textOf(bytes: Uint8Array | undefined, path: string): string {
  if (bytes === undefined) return '';
  const decoded = decodeText(Buffer.from(bytes));
  if (decoded === undefined) throw new CapstanError('file_unsuitable', `${path} is not text.`);
  return decoded.text;
}
