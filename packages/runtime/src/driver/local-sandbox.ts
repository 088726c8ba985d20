import { existsSync, realpathSync } from 'node:fs';
import { CapstanError } from '@capstan/protocol';
import { RELAY_ENVIRONMENT } from '../executor/egress-relay.ts';
import { DEFAULT_GIT_IDENTITY } from '../sandbox/git-identity.ts';
import { defaultLimits } from '../sandbox/limits.ts';
import type { SandboxSpecification } from '../sandbox/sandbox-specification.ts';
import { accountHomes } from '../sandbox/current-user.ts';
import { chooseSandboxUser, type SandboxUser } from '../sandbox/sandbox-user.ts';
import { isInside } from '../sandbox/toolchain-path.ts';
import { isTooWide } from '../sandbox/workspace-scope.ts';
import { sandboxEnvironment } from './command-environment.ts';
import type { CommandConfiguration } from './launch-sandbox.ts';
import { DEFAULT_HARD_SECONDS, DEFAULT_IDLE_MINUTES, DEFAULT_NO_CHANGE_SECONDS } from './runtime-options.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { checkWorkspace } from './workspace-check.ts';

/** What the options come to on this machine. Throws for a workspace that is missing, read-only or too wide. */
export function sandboxSpecification(options: RuntimeOptions): SandboxSpecification {
  const workspace = checkWorkspace(options.workspace);
  const user = chooseSandboxUser(workspace);
  checkWidth(workspace, user);
  return {
    workspace,
    user,
    network: options.network ?? 'on',
    limits: { ...defaultLimits(), ...options.limits },
    readOnlyPaths: options.readOnlyPaths ?? [],
    hiddenPaths: foldersToHide(options, workspace),
    gitIdentity: options.gitIdentity ?? DEFAULT_GIT_IDENTITY,
    searchPath: process.env.PATH ?? '',
  };
}

/** Throws `usage` for a folder of which too much would be writable in a sandbox. Takes its real path. */
export function checkWidth(
  workspace: string,
  user: Pick<SandboxUser, 'home'> = chooseSandboxUser(workspace),
): void {
  if (![user.home, ...accountHomes()].some((home) => isTooWide(workspace, home))) return;
  throw new CapstanError('usage', `The workspace ${workspace} holds more than a project.`, {
    remedy: 'Name the folder of one project: the sandbox may write everything in the workspace.',
  });
}

/** Those in the workspace, outermost first; what lies elsewhere is not shown anyway. */
function foldersToHide({ stateDir, hiddenPaths = [] }: RuntimeOptions, workspace: string): string[] {
  const folders = [stateDir, ...hiddenPaths]
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
  if (folders.includes(workspace)) {
    throw new CapstanError('usage', `The workspace ${workspace} is where Capstan keeps its own state.`, {
      remedy: 'Name another folder as workspace, or as CAPSTAN_HOME.',
    });
  }
  const inside = folders.filter((path) => isInside(path, workspace));
  const outermost = inside.filter((path) => !inside.some((other) => other !== path && isInside(path, other)));
  return [...new Set(outermost)];
}

/** How the executor inside is to run commands. */
export function commandConfiguration(
  options: RuntimeOptions,
  specification: SandboxSpecification,
): CommandConfiguration {
  const proxied = typeof specification.network !== 'string';
  return {
    workspace: specification.workspace,
    environment: {
      ...sandboxEnvironment(process.env, specification.user, options.environment ?? {}),
      ...(proxied ? RELAY_ENVIRONMENT : {}),
    },
    noChangeTimeoutSeconds: options.noChangeTimeoutSeconds ?? DEFAULT_NO_CHANGE_SECONDS,
    hardTimeoutSeconds: options.hardTimeoutSeconds ?? DEFAULT_HARD_SECONDS,
    idleMinutes: options.idleMinutes ?? DEFAULT_IDLE_MINUTES,
    memoryLimitBytes: specification.limits.memoryBytes,
    sharesNetwork: specification.network === 'on',
  };
}
