import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { folderEntries } from './folder-entries.ts';
import { credentialMask, credentialSetup, standingHelper } from './git-credentials.ts';
import { gitReason, nulSeparated, runGit } from './git-command.ts';
import { leadsTo, type RepositoryAddress } from './repository-address.ts';

export interface CloneOptions {
  address: RepositoryAddress;
  /** To check out; a branch of our own begins at the default one without it. */
  branch: string | undefined;
  /** Name of that branch of our own. */
  ownBranch: string;
  /** See `standingHelper`. */
  tokenVariable: string | undefined;
  timeoutSeconds: number;
  signal: AbortSignal | undefined;
  onClone: () => void;
}

/** Remembered in the clone, so that it is found again even if the agent gives it another remote. */
const NAME_KEY = 'capstan.repository';

/**
 * Clones into the folder of that name, unless this repository is there already. The folder appears when it is
 * complete: what a killed attempt left lies beside it and is removed by the next one. Resolves with whether it cloned.
 */
export async function cloneRepository(access: WorkspaceAccess, options: CloneOptions): Promise<boolean> {
  const { address, branch, ownBranch, signal, timeoutSeconds } = options;
  const { folder } = address;
  checkBranch(branch);
  if (await isThere(access, options)) return false;
  options.onClone();
  const beside = `.capstan-clone-${folder}`;
  await runOrFail(access, options, 'rm', ['-rf', '--', beside]);
  const { settings, environment } = credentialSetup(address);
  const kept = [`${NAME_KEY}=${address.name}`, ...standingHelper(address, options.tokenVariable)];
  const cloned = await runGit(access, {
    args: [
      'clone',
      '--quiet',
      ...(branch === undefined ? [] : [`--branch=${branch}`]),
      ...kept.map((setting) => `--config=${setting}`),
      '--',
      address.url.href,
      beside,
    ],
    settings,
    environment: { ...environment, GIT_ALLOW_PROTOCOL: address.url.protocol.slice(0, -1) },
    timeoutSeconds,
    signal,
  });
  if (cloned.exitCode !== 0) throw cloneFailure(cloned.stderr, options);
  if (branch === undefined) {
    const created = await runGit(access, {
      args: ['checkout', '--quiet', '-b', ownBranch],
      cwd: beside,
      signal,
    });
    if (created.exitCode !== 0) throw cloneFailure(created.stderr, options);
  }
  await runOrFail(access, options, 'mv', ['-T', '--', beside, folder]);
  return true;
}

/** Git refuses the rest of what is no name of a branch. */
function checkBranch(branch: string | undefined): void {
  if (branch !== undefined && !/^[^-\s\u0000-\u001f\u007f][^\s\u0000-\u001f\u007f]*$/.test(branch)) {
    throw new CapstanError('request_invalid', `${JSON.stringify(branch)} is no name of a branch.`);
  }
}

async function isThere(access: WorkspaceAccess, { address, signal }: CloneOptions): Promise<boolean> {
  const { folder, name } = address;
  const names = (await folderEntries(access, folder))?.map((entry) => entry.name) ?? [];
  if (names.length === 0) return false;
  if (names.includes('.git')) {
    const known = ['remote.origin.url', NAME_KEY].map((key) => key.replaceAll('.', '[.]')).join('|');
    const args = ['config', '--local', '-z', '--get-regexp', `^(${known})$`];
    const { stdout } = await runGit(access, { args, cwd: folder, signal });
    for (const entry of nulSeparated(stdout)) {
      const [key = '', value = ''] = entry.split('\n');
      if (key === NAME_KEY ? value === name : leadsTo(value, address)) return true;
    }
  }
  throw new CapstanError(
    'repository_failed',
    `${name} cannot be cloned: the workspace has something else in ${folder}.`,
    { remedy: `Move ${folder} away, or choose another workspace.` },
  );
}

async function runOrFail(
  access: WorkspaceAccess,
  { address, signal }: CloneOptions,
  program: string,
  args: string[],
): Promise<void> {
  const { exitCode, stderr } = await access.run({
    program,
    args,
    timeoutSeconds: 120,
    ...(signal !== undefined && { signal }),
  });
  if (exitCode === 0) return;
  throw new CapstanError('repository_failed', `${address.name} cannot be cloned: ${stderr.trim()}`);
}

const REFUSED =
  /authentication failed|could not read (username|password)|access denied|returned error: 40[13]/i;

function cloneFailure(stderr: string, { address }: CloneOptions): CapstanError {
  const reason = credentialMask(address.credentials)(gitReason(stderr));
  const code = REFUSED.test(stderr) ? 'git_provider_authentication' : 'repository_failed';
  return new CapstanError(code, `${address.name} could not be cloned: ${reason}`);
}
