import { randomInt } from 'node:crypto';
import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import type { GitIdentity } from '../sandbox/git-identity.ts';
import { cloneRepository } from './clone-repository.ts';
import { currentBranch } from './current-branch.ts';
import { gitReason, runGit } from './git-command.ts';
import { installPreCommitHook, type HookResult } from './git-hook.ts';
import { repositoryAddress } from './repository-address.ts';
import { repositoryScript } from './repository-script.ts';
import { runSetupScript, type SetupResult } from './setup-script.ts';

export type PreparationPhase = 'cloning' | 'setup-script' | 'git-hooks';

export interface SelectedRepository {
  /** `owner/name`; its last step names the folder. */
  name: string;
  /** To clone from, with the credentials inside. They are given to git for the clone, and kept nowhere. */
  url: string;
  /** To check out; without it a branch `capstan-workspace-…` is made. */
  branch?: string | null;
  /**
   * Variable that holds the token in commands that name it, such as `GITHUB_TOKEN`: git in the clone then logs in with
   * it, so that the agent can push.
   */
  tokenVariable?: string;
}

export interface WorkspacePreparation {
  repository?: SelectedRepository | null;
  /** Without a repository: makes one of a workspace that is empty. Default no. */
  initGitInEmptyWorkspace?: boolean;
  /** Author of commits in a repository that is cloned or made here. */
  gitIdentity?: GitIdentity;
  /** Whether the repository's own set-up script is run, each time. Default yes. */
  setupScript?: boolean;
  /** Default 600. */
  cloneSeconds?: number;
  /** Default 600. */
  setupScriptSeconds?: number;
  /** What is begun; what is not needed is not told. */
  onPhase?: (phase: PreparationPhase) => void;
  signal?: AbortSignal;
}

export interface PreparedWorkspace {
  /** Of the repository, relative to the workspace; '.' is the workspace itself. */
  folder: string;
  /** Null without a repository, and where none is checked out. */
  branch: string | null;
  /** False when the repository was there already. */
  cloned: boolean;
  /** Null without a set-up script. */
  setup: SetupResult | null;
  /** Null without a script for before commits. */
  hook: HookResult | null;
}

const DEFAULT_SECONDS = 600;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * What comes before the agent: clone, set-up script, git hook. Can be done again in a workspace that was prepared
 * before. Rejects with `repository_failed`, `git_provider_authentication`, `request_invalid` or `cancelled`; a script
 * or hook that fails is told in the result.
 */
export async function prepareWorkspace(
  access: WorkspaceAccess,
  preparation: WorkspacePreparation,
): Promise<PreparedWorkspace> {
  const {
    onPhase,
    setupScript: wanted = true,
    setupScriptSeconds: timeoutSeconds = DEFAULT_SECONDS,
  } = preparation;
  const signal = preparation.signal;
  const { folder, cloned } = await repositoryFolder(access, preparation);

  const setupScript = wanted ? await repositoryScript(access, folder, 'setup.sh') : undefined;
  let setup: SetupResult | null = null;
  if (setupScript !== undefined) {
    onPhase?.('setup-script');
    setup = await runSetupScript(access, { folder, script: setupScript, timeoutSeconds, signal });
  }

  const hookScript = await repositoryScript(access, folder, 'pre-commit.sh');
  let hook: HookResult | null = null;
  if (hookScript !== undefined) {
    onPhase?.('git-hooks');
    hook = await installPreCommitHook(access, { folder, script: hookScript, signal });
  }
  return { folder, cloned, setup, hook, branch: await currentBranch(access, folder, signal) };
}

async function repositoryFolder(
  access: WorkspaceAccess,
  preparation: WorkspacePreparation,
): Promise<{ folder: string; cloned: boolean }> {
  const { repository, gitIdentity, signal, onPhase, cloneSeconds = DEFAULT_SECONDS } = preparation;
  if (repository === undefined || repository === null) {
    const made = preparation.initGitInEmptyWorkspace === true && (await access.list('.')).length === 0;
    if (made) await gitOrFail(access, '.', ['init', '--quiet'], signal);
    if (made) await configureIdentity(access, '.', gitIdentity, signal);
    return { folder: '.', cloned: false };
  }
  const address = repositoryAddress(repository.name, repository.url);
  const cloned = await cloneRepository(access, {
    address,
    branch: repository.branch ?? undefined,
    ownBranch: `capstan-workspace-${randomText(8)}`,
    tokenVariable: repository.tokenVariable,
    timeoutSeconds: cloneSeconds,
    signal,
    onClone: () => onPhase?.('cloning'),
  });
  await configureIdentity(access, address.folder, gitIdentity, signal);
  return { folder: address.folder, cloned };
}

/** Also of a clone that was there: the person may have another name by now. */
async function configureIdentity(
  access: WorkspaceAccess,
  folder: string,
  identity: GitIdentity | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (identity === undefined) return;
  for (const [key, value] of Object.entries({ 'user.name': identity.name, 'user.email': identity.email })) {
    const line = value.replaceAll(/[\n\r\t\0]/g, ' ');
    await gitOrFail(access, folder, ['config', '--local', '--', key, line], signal);
  }
}

async function gitOrFail(
  access: WorkspaceAccess,
  cwd: string,
  args: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { exitCode, stderr } = await runGit(access, { args, cwd, signal });
  if (exitCode !== 0) throw new CapstanError('repository_failed', gitReason(stderr));
}

function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
