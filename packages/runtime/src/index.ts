export { AwaitedAccess } from './access/awaited-access.ts';
export { diffOf, MAX_DIFF_BYTES, type FileDiff } from './changes/diff-of.ts';
export type { ChangeStatus, FileChange } from './changes/file-change.ts';
export { listChanges, type UnreadableRepository, type WorkspaceChanges } from './changes/list-changes.ts';
export { checkWidth } from './driver/local-sandbox.ts';
export { reapOrphans, type ReapResult, type SandboxFate } from './driver/reap-orphans.ts';
export type { RuntimeOptions } from './driver/runtime-options.ts';
export {
  builtinRuntimes,
  createRuntime,
  RuntimeRegistry,
  type RuntimeFactory,
} from './driver/runtime-registry.ts';
export { StartingRuntime } from './driver/starting-runtime.ts';
export { currentBranch } from './repository/current-branch.ts';
export type { HookResult } from './repository/git-hook.ts';
export { listWorkspaceFiles } from './repository/list-workspace-files.ts';
export { parseMicroagent, type Microagent } from './repository/microagent.ts';
export {
  prepareWorkspace,
  type PreparationPhase,
  type PreparedWorkspace,
  type SelectedRepository,
  type WorkspacePreparation,
} from './repository/prepare-workspace.ts';
export { readMicroagents, type FoundMicroagents } from './repository/read-microagents.ts';
export type { SetupResult } from './repository/setup-script.ts';
export type { GitIdentity } from './sandbox/git-identity.ts';
export { defaultLimits, type SandboxLimits } from './sandbox/limits.ts';
export type { NetworkPolicy } from './sandbox/network-policy.ts';
export { parseHostRule } from './sandbox/parse-host-rule.ts';
export { isPrivateAddress } from './sandbox/private-address.ts';
export { probeSandbox, type SandboxProbe } from './sandbox/probe-sandbox.ts';
