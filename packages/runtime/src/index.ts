export { reapOrphans, type ReapResult } from './driver/reap-orphans.ts';
export type { RuntimeOptions } from './driver/runtime-options.ts';
export {
  builtinRuntimes,
  createRuntime,
  RuntimeRegistry,
  type RuntimeFactory,
} from './driver/runtime-registry.ts';
export type { GitIdentity } from './sandbox/git-identity.ts';
export { defaultLimits, type SandboxLimits } from './sandbox/limits.ts';
export type { NetworkPolicy } from './sandbox/network-policy.ts';
export { parseHostRule } from './sandbox/parse-host-rule.ts';
export { probeSandbox, type SandboxProbe } from './sandbox/probe-sandbox.ts';
