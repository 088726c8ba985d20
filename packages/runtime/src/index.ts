export { AwaitedAccess } from './access/awaited-access.ts';
export { reapOrphans, type ReapResult, type SandboxFate } from './driver/reap-orphans.ts';
export type { RuntimeOptions } from './driver/runtime-options.ts';
export {
  builtinRuntimes,
  createRuntime,
  RuntimeRegistry,
  type RuntimeFactory,
} from './driver/runtime-registry.ts';
export { StartingRuntime } from './driver/starting-runtime.ts';
export type { GitIdentity } from './sandbox/git-identity.ts';
export { currentBranch } from './repository/current-branch.ts';
export { defaultLimits, type SandboxLimits } from './sandbox/limits.ts';
export type { NetworkPolicy } from './sandbox/network-policy.ts';
export { parseHostRule } from './sandbox/parse-host-rule.ts';
export { probeSandbox, type SandboxProbe } from './sandbox/probe-sandbox.ts';
