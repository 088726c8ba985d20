import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { gitReason, isNotARepository, runGit } from '../repository/git-command.ts';

/** Something that the working tree may be compared with. */
export interface ComparedReference {
  name: string;
  /** Not with the reference itself, but with where HEAD left it. */
  mergeBase: boolean;
}

const ORIGIN = 'refs/remotes/origin/';
const LOCAL = 'refs/heads/';
/** Names of a default branch, where the clone does not know what origin's is. */
const CUSTOMARY = ['main', 'master'];
const LISTING = '%(HEAD) %(refname) %(symref)';

/**
 * What to compare with, best first: the current branch as origin has it, where HEAD left origin's default branch, that
 * branch. The network is never asked. Empty where nothing is known of an origin: then everything is new. Undefined
 * where there is no repository.
 */
export async function comparedReferences(
  access: WorkspaceAccess,
  cwd: string,
  signal?: AbortSignal,
): Promise<ComparedReference[] | undefined> {
  const listed = await runGit(access, {
    args: ['for-each-ref', `--format=${LISTING}`, LOCAL, ORIGIN],
    cwd,
    maxOutputBytes: 16 * 1024 * 1024,
    signal,
  });
  if (isNotARepository(listed)) return undefined;
  if (listed.exitCode !== 0) throw new CapstanError('repository_failed', gitReason(listed.stderr));
  return chosenFrom(Buffer.from(listed.stdout).toString('utf8'));
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
