import type { RuntimeStatus } from '@capstan/protocol';
import type { GitIdentity } from '../sandbox/git-identity.ts';
import type { SandboxLimits } from '../sandbox/limits.ts';
import type { NetworkPolicy } from '../sandbox/network-policy.ts';

/** What every driver is given. */
export interface RuntimeOptions {
  conversationId: string;
  /** Folder the agent works in. Actions see it under its real path. */
  workspace: string;
  /** Folder of Capstan's own, where a runtime keeps what has to outlast the process. */
  stateDir: string;
  /** Folder for what can be made again, such as compiled code. Default: within the state folder. */
  cacheDir?: string;
  /** Variables for every command, beside those that every sandbox has. */
  environment?: Record<string, string>;
  /** Variables that only a command naming them gets. */
  secrets?: Record<string, string>;
  /** Author of commits made inside. */
  gitIdentity?: GitIdentity;
  /** Default `on`. Only the `local` driver can keep a command from the network. */
  network?: NetworkPolicy;
  /** What is left out takes the default, see `defaultLimits`. */
  limits?: Partial<SandboxLimits>;
  /** Folders that stay hidden where they lie in the workspace, besides the state folder. */
  hiddenPaths?: string[];
  /** More of this machine to show read-only inside. */
  readOnlyPaths?: string[];
  /** Seconds without output after which a command that is not blocking is left running. Default 10. */
  noChangeTimeoutSeconds?: number;
  /** Seconds after which a command without a timeout of its own is left running. Default 120. */
  hardTimeoutSeconds?: number;
  /** Minutes without client and command after which a sandbox ends itself. Default 30. */
  idleMinutes?: number;
  onStatus?: (status: RuntimeStatus) => void;
}

export const DEFAULT_NO_CHANGE_SECONDS = 10;
export const DEFAULT_HARD_SECONDS = 120;
export const DEFAULT_IDLE_MINUTES = 30;
