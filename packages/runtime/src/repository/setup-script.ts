import type { WorkspaceAccess } from '@capstan/protocol';

/** How the set-up script of a repository ended. */
export interface SetupResult {
  /** Relative to the repository. */
  script: string;
  /** Null when it was killed, or ran too long. */
  exitCode: number | null;
  timedOut: boolean;
  /** The end of what it printed, standard error included. */
  output: string;
}

export interface SetupOptions {
  /** Of the repository, relative to the workspace. */
  folder: string;
  script: string;
  timeoutSeconds: number;
  signal: AbortSignal | undefined;
}

/** The workspace keeps the beginning of an output, so all of it is asked for up to this. */
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
const MAX_TAIL_CHARS = 8000;

/** Runs it beside the agent's shell, with nobody to answer its questions. A failure is a result. */
export async function runSetupScript(access: WorkspaceAccess, options: SetupOptions): Promise<SetupResult> {
  const { folder, script, timeoutSeconds, signal } = options;
  const { exitCode, timedOut, stdout } = await access.run({
    program: 'bash',
    // One pipe for both, so that they stay in order.
    args: ['-c', 'exec bash "$1" 2>&1', 'bash', script],
    cwd: folder,
    timeoutSeconds,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    ...(signal !== undefined && { signal }),
  });
  const output = Buffer.from(stdout).toString('utf8').slice(-MAX_TAIL_CHARS);
  return { script, exitCode, timedOut, output };
}
