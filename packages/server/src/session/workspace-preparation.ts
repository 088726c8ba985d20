import type { WorkspaceAccess } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import type { GitIdentity } from '@capstan/runtime';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerLog } from '../operations/server-log.ts';
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

/** What comes before the agent: clone, set-up script, git hooks. Rejects with `repository_failed` or `cancelled`. */
export async function prepareSession(_preparation: Preparation): Promise<void> {
  await Promise.resolve();
}
