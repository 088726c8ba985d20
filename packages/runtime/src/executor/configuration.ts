/** What an executor is started with; it reads it as JSON from its standard input. */
export interface ExecutorConfiguration {
  /** What a client has to present. */
  token: string;
  /** Absolute path; commands start here. */
  workspace: string;
  /** Whether file actions are held to the workspace because no sandbox does it. */
  confineFiles: boolean;
  /** The whole environment of commands. */
  environment: Record<string, string>;
  /** Folder for the whole output of commands that print more than an observation holds. */
  outputDirectory: string;
  noChangeTimeoutSeconds: number;
  hardTimeoutSeconds: number;
  /** Minutes without a client and without a running command after which everything ends. */
  idleMinutes: number;
  /** Open descriptors of the two files of the ledger. */
  ledger: readonly [number, number];
  /** Open descriptor of the listening socket. */
  listen: number;
  /** Open descriptor of a file with a line `oom_kill N`, when a control group limits memory. */
  oomCounter: number | null;
  memoryLimitBytes: number | null;
  /** The egress proxy's socket as seen inside; `null` when the network is on or off. */
  egressSocket: string | null;
  /** Whether what listens here is reached at this machine's addresses. */
  sharesNetwork: boolean;
  /** Identity of the caller's pid namespace. Only outside of it may the executor end every process. */
  callerPidNamespace: string;
}
