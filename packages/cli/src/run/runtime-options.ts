import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CapstanError } from '@capstan/protocol';
import type { RuntimeOptions } from '@capstan/runtime';
import type { CapstanHome } from '../settings/capstan-home.ts';
import type { RunPlan } from './run-plan.ts';

const run = promisify(execFile);
const GIT_TIMEOUT_MS = 5_000;

/** What the runtime of a plan is given. */
export async function runtimeOptions(plan: RunPlan, home: CapstanHome): Promise<RuntimeOptions> {
  const { settings, workspace, conversationId } = plan;
  const gitIdentity = await gitIdentityIn(workspace);
  return {
    conversationId,
    workspace,
    stateDir: home.runtimes,
    hiddenPaths: [home.root],
    network: settings.network,
    environment: settings.environment,
    secrets: secretValues(settings.secretNames, process.env),
    ...(gitIdentity === null ? {} : { gitIdentity }),
    ...(settings.memoryMb === null ? {} : { limits: { memoryBytes: settings.memoryMb * 1024 ** 2 } }),
  };
}

/** Only a sandbox can keep a limit; without one the wish would be passed over silently. */
export function requireSandboxFor({ runtime, settings }: Pick<RunPlan, 'runtime' | 'settings'>): void {
  if (runtime !== 'cli' || (settings.memoryMb === null && settings.network === 'on')) return;
  throw new CapstanError('usage', 'Without a sandbox neither --memory nor --network can be kept', {
    remedy: 'Leave them out, or use the local runtime.',
  });
}

/** The values of secrets that are named, from this process's environment. */
export function secretValues(names: readonly string[], env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = env[name];
      if (value) return [name, value];
      throw new CapstanError('usage', `The secret ${name} is not set`, {
        remedy: `Put it into the environment variable ${name}, or leave out --secret ${name}.`,
      });
    }),
  );
}

/** Whom git would name as author in the workspace: the sandbox hides where that is written. */
async function gitIdentityIn(workspace: string): Promise<RuntimeOptions['gitIdentity'] | null> {
  try {
    const args = ['-C', workspace, 'config', '--null', '--get-regexp', String.raw`^user\.(name|email)$`];
    const { stdout } = await run('git', args, { timeout: GIT_TIMEOUT_MS });
    // The last value of a key counts.
    const found = Object.fromEntries(stdout.split('\0').map((entry) => entry.split(/\n(.*)/s, 2)));
    const { 'user.name': name, 'user.email': email } = found;
    return name && email ? { name, email } : null;
  } catch {
    // No git, no such folder or no identity: the runtime has one of its own.
    return null;
  }
}
