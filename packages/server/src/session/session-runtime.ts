import { join } from 'node:path';
import type { RuntimeStatus } from '@capstan/protocol';
import type { RuntimeOptions } from '@capstan/runtime';
import type { Conversation } from '@capstan/storage';
import type { ServerConfig } from '../config/server-config.ts';
import type { Secrets } from '../settings/secrets.ts';
import type { StoredSettings } from './stored-settings.ts';

/** Folder of the home folder where running executors are recorded; the command line has its own there, too. */
export function runtimeStateFolder(home: string): string {
  return join(home, 'run');
}

/** The folder that a conversation of this server works in. */
export function workspaceOf(config: Pick<ServerConfig, 'home' | 'runtime'>, conversationId: string): string {
  return join(config.runtime.workspaceBase ?? join(config.home, 'workspaces'), conversationId);
}

/** What the runtime of a conversation is given: the same for everybody who shares it. */
export function sessionRuntimeOptions(options: {
  config: ServerConfig;
  record: Conversation;
  workspace: string;
  stored: StoredSettings;
  secrets: Secrets;
  gitIdentity: { name: string; email: string };
  onStatus: (status: RuntimeStatus) => void;
}): RuntimeOptions {
  const { config, record, stored, secrets } = options;
  const memoryMb = stored.memoryMb ?? config.runtime.memoryMb;
  return {
    conversationId: record.conversationId,
    workspace: options.workspace,
    stateDir: runtimeStateFolder(config.home),
    hiddenPaths: [config.home],
    network: stored.network ?? config.runtime.network,
    environment: { ...config.runtime.environment, ...stored.environment },
    secrets: secretVariables(secrets),
    gitIdentity: options.gitIdentity,
    onStatus: options.onStatus,
    ...(memoryMb === null ? {} : { limits: { memoryBytes: memoryMb * 1024 ** 2 } }),
  };
}

/** By the name of the variable that a command may ask for. A person's own secret wins over a provider's token. */
export function secretVariables({ customSecrets, providerTokens }: Secrets): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [provider, entry] of Object.entries(providerTokens)) {
    if (entry.token !== '') variables[tokenVariable(provider)] = entry.token;
  }
  for (const [name, { secret }] of Object.entries(customSecrets)) variables[name] = secret;
  return variables;
}

/** The variable that holds the token of a git provider, as `GITHUB_TOKEN`. */
export function tokenVariable(provider: string): string {
  return `${provider}_token`.toUpperCase();
}
