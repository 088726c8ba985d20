import type { WorkspaceAccess } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import { prepareWorkspace, type GitIdentity, type PreparationPhase } from '@capstan/runtime';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerLog } from '../operations/server-log.ts';
import { statusNotice } from './session-notices.ts';
import type { SessionPlan } from './session-plan.ts';

export interface Preparation {
  plan: SessionPlan;
  access: WorkspaceAccess;
  config: ServerConfig;
  gitIdentity: GitIdentity;
  notify: (notice: Notice) => void;
  log: ServerLog;
  signal: AbortSignal;
}

/**
 * What comes before the agent: clone, set-up script, git hook. Rejects with `repository_failed`,
 * `git_provider_authentication` or `cancelled`; a script that fails is logged and told, and stops nothing.
 */
export async function prepareSession(preparation: Preparation): Promise<void> {
  const { plan, access, config, gitIdentity, notify, log, signal } = preparation;
  const { clone, record } = plan;
  if (!plan.prepared && !config.runtime.initGitInEmptyWorkspace) return;
  const prepared = await prepareWorkspace(access, {
    repository: clone && {
      name: clone.repository,
      url: clone.url,
      branch: clone.branch,
      ...(clone.tokenVariable === null ? {} : { tokenVariable: clone.tokenVariable }),
    },
    initGitInEmptyWorkspace: config.runtime.initGitInEmptyWorkspace,
    gitIdentity,
    setupScriptSeconds: config.runtime.setupScriptSeconds,
    onPhase: (phase) => notify(phaseNotice(phase)),
    signal,
  });
  const { conversationId } = record;
  const { setup, hook } = prepared;
  if (setup !== null && setup.exitCode !== 0) {
    log.warn({ conversationId, exitCode: setup.exitCode }, 'The set-up script of a repository failed');
    notify(statusNotice('STATUS$SETTING_UP_WORKSPACE', `The set-up script failed: ${setup.output}`));
  }
  if (hook !== null) log.debug({ conversationId, hook }, 'The git hook of a repository was set up');
}

function phaseNotice(phase: PreparationPhase): Notice {
  switch (phase) {
    case 'cloning':
      return statusNotice('STATUS$SETTING_UP_WORKSPACE', 'Setting up workspace...');
    case 'setup-script':
      return statusNotice('STATUS$SETTING_UP_WORKSPACE', 'Running the set-up script...');
    case 'git-hooks':
      return statusNotice('STATUS$SETTING_UP_GIT_HOOKS', 'Setting up git hooks...');
  }
}
