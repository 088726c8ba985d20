import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import {
  gitReason,
  isNotARepository,
  nulSeparated,
  runGit,
  type GitResult,
} from '../repository/git-command.ts';
import { comparedReferences, type ComparedOptions, type ComparedReference } from './compared-reference.ts';
import type { ChangeStatus, FileChange } from './file-change.ts';

export interface RepositoryChanges {
  changes: FileChange[];
  /** Whether there are more than could be listed. */
  truncated: boolean;
}

/** The empty tree of the two formats of objects, which git knows without having stored it. */
const EMPTY_TREES = [
  '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
];
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
// A rename is told as a file that went and one that came, which is what git says when it does not look for renames.
// Dirty submodules are not looked into: that takes a process for each, with the configuration that it has.
const DIFF =
  'diff --name-status -z --relative --no-renames --no-ext-diff --no-textconv --ignore-submodules=dirty';
/** `-t` begins each record with what it is about: `? path`, or `M mode object stage<tab>path`, once per stage. */
const UNTRACKED_AND_UNMERGED = 'ls-files -z -t --others --unmerged --exclude-standard';

/** What differs in one repository, not sorted, paths relative to `folder`. Undefined where there is none. */
export async function repositoryChanges(
  access: WorkspaceAccess,
  folder: string,
  options: ComparedOptions = {},
): Promise<RepositoryChanges | undefined> {
  const { signal } = options;
  const [references, unlisted] = await Promise.all([
    comparedReferences(access, folder, options),
    runGit(access, {
      args: UNTRACKED_AND_UNMERGED.split(' '),
      cwd: folder,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      signal,
    }),
  ]);
  if (references === undefined || isNotARepository(unlisted)) return undefined;
  if (unlisted.exitCode !== 0) throw new CapstanError('repository_failed', gitReason(unlisted.stderr));
  const diff = await firstDiff(access, folder, references, signal);
  const found = new Map<string, ChangeStatus>();
  addTracked(found, nulSeparated(diff.stdout));
  addUnlisted(found, nulSeparated(unlisted.stdout));
  return {
    changes: Array.from(found, ([path, status]) => ({ status, path })),
    truncated: diff.truncated || unlisted.truncated,
  };
}

async function firstDiff(
  access: WorkspaceAccess,
  cwd: string,
  references: readonly ComparedReference[],
  signal: AbortSignal | undefined,
): Promise<GitResult> {
  const bases = [
    ...references.map(({ name, mergeBase }) => (mergeBase ? ['--merge-base', name] : [name])),
    ...EMPTY_TREES.map((tree) => [tree]),
  ];
  let reason = '';
  for (const base of bases) {
    const args = [...DIFF.split(' '), ...base, '--'];
    const diff = await runGit(access, { args, cwd, maxOutputBytes: MAX_OUTPUT_BYTES, signal });
    if (diff.exitCode === 0) return diff;
    // No common ancestor, or the other format of objects: the next one may do.
    reason = gitReason(diff.stderr);
  }
  throw new CapstanError('repository_failed', reason);
}

function addTracked(found: Map<string, ChangeStatus>, records: readonly string[]): void {
  for (let index = 0; index + 1 < records.length; index += 2) {
    const [letter = '', path = ''] = records.slice(index, index + 2);
    // What is left beside A, D and M is a change of the type, as from a file to a link.
    found.set(path, letter === 'A' || letter === 'D' ? letter : 'M');
  }
}

function addUnlisted(found: Map<string, ChangeStatus>, records: readonly string[]): void {
  for (const record of records) {
    if (record.startsWith('? ')) {
      const path = record.slice(2);
      // Taken out of the index but still there: it is another file now, not a lost one.
      found.set(path, found.get(path) === 'D' ? 'M' : 'A');
    } else {
      found.set(record.slice(record.indexOf('\t') + 1), 'U');
    }
  }
}
