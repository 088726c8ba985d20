import type { GitIdentity } from './git-identity.ts';
import type { SandboxLimits } from './limits.ts';
import type { NetworkPolicy } from './network-policy.ts';
import type { SandboxUser } from './sandbox-user.ts';

/** Everything that decides what a sandbox can see and use. */
export interface SandboxSpecification {
  /** Absolute real path; the only writable part of this machine, at the same path inside. */
  workspace: string;
  user: SandboxUser;
  network: NetworkPolicy;
  limits: SandboxLimits;
  /** More files and folders of this machine to show read-only, at their own paths. */
  readOnlyPaths: readonly string[];
  /** Folders inside the workspace that stay hidden, such as Capstan's own state. */
  hiddenPaths: readonly string[];
  gitIdentity: GitIdentity;
  /** Search path of the commands; toolchains in the home that it names are shown. */
  searchPath: string;
}
