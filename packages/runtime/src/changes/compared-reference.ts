import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { gitReason, isNotARepository, runGit } from '../repository/git-command.ts';

/** Something that the working tree may be compared with. */
export interface ComparedReference {
  name: string;
  /** Not with the reference itself, but with where HEAD left it. */
  mergeBase: boolean;
}

export interface ComparedOptions {
  /** When the work began, ISO 8601: a repository without an origin is compared with its last commit before. */
  since?: string | undefined;
  signal?: AbortSignal | undefined;
}

const ORIGIN = 'refs/remotes/origin/';
const LOCAL = 'refs/heads/';
/** Names of a default branch, where the clone does not know what origin's is. */
const CUSTOMARY = ['main', 'master'];
const LISTING = '%(HEAD) %(refname) %(symref)';

/**
 * What to compare with, best first: the current branch as origin has it, where HEAD left origin's default branch, that
 * branch. Where nothing is known of an origin, the last commit before the work began; empty where there is none: then
 * everything is new. The network is never asked. Undefined where there is no repository.
 */
export async function comparedReferences(
  access: WorkspaceAccess,
  cwd: string,
  { since, signal }: ComparedOptions = {},
): Promise<ComparedReference[] | undefined> {
  const listed = await runGit(access, {
    args: ['for-each-ref', `--format=${LISTING}`, LOCAL, ORIGIN],
    cwd,
    maxOutputBytes: 16 * 1024 * 1024,
    signal,
  });
  if (isNotARepository(listed)) return undefined;
  if (listed.exitCode !== 0) throw new CapstanError('repository_failed', gitReason(listed.stderr));
  const ofOrigin = chosenFrom(Buffer.from(listed.stdout).toString('utf8'));
  if (ofOrigin.length > 0 || since === undefined) return ofOrigin;
  const commit = await lastCommitBefore(access, cwd, since, signal);
  return commit === '' ? [] : [{ name: commit, mergeBase: false }];
}

/** Empty where there is none, or no commit at all. */
async function lastCommitBefore(
  access: WorkspaceAccess,
  cwd: string,
  since: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  // Git counts whole seconds, and what was committed in the first one may be of the work.
  const seconds = Math.floor(Date.parse(since) / 1_000) - 1;
  const args = ['rev-list', '--max-count=1', `--min-age=${seconds}`, 'HEAD', '--'];
  const { exitCode, stdout } = await runGit(access, { args, cwd, signal });
  return exitCode === 0 ? Buffer.from(stdout).toString('latin1').trim() : '';
}

function chosenFrom(listing: string): ComparedReference[] {
  const references = new Map<string, string>();
  let current: string | undefined;
  for (const line of listing.split('\n')) {
    const [name, target = ''] = line.slice(2).split(' ');
    if (name === undefined || name === '') continue;
    references.set(name, target);
    if (line.startsWith('*')) current = name;
  }
  const counterpart = current?.replace(LOCAL, ORIGIN);
  const defaults = [references.get(`${ORIGIN}HEAD`), ...CUSTOMARY.map((name) => ORIGIN + name)];
  const known = (name: string | undefined): name is string => name !== undefined && references.has(name);
  const found: ComparedReference[] = [];
  if (known(counterpart)) found.push({ name: counterpart, mergeBase: false });
  const standard = defaults.find(known);
  if (standard !== undefined) {
    found.push({ name: standard, mergeBase: true }, { name: standard, mergeBase: false });
  }
  return found;
}
