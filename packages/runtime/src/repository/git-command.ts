import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';

export interface GitRequest {
  args: readonly string[];
  /** Relative to the workspace; default the workspace. */
  cwd?: string;
  environment?: Record<string, string>;
  input?: string;
  /** Default 30. */
  timeoutSeconds?: number;
  /** Default 1 MiB. */
  maxOutputBytes?: number;
  signal?: AbortSignal | undefined;
}

export interface GitResult {
  exitCode: number;
  stdout: Uint8Array;
  stderr: string;
  truncated: boolean;
}

/**
 * The agent writes the configuration of its repositories, and some settings name programs. What is not wanted here is
 * switched off, the index is not rewritten under the agent's hands, and paths are never patterns. Filters that
 * `.gitattributes` asks for still run, as git needs them to compare: the sandbox is what holds them.
 */
const GUARDS = [
  '--no-optional-locks',
  '--literal-pathspecs',
  ...['core.fsmonitor=', 'core.hooksPath=/dev/null', 'diff.external=', 'safe.directory=*'].flatMap(
    (setting) => ['-c', setting],
  ),
];

/** Nobody is there to be asked for a password, and messages are read in English. */
const ENVIRONMENT = { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '', LC_ALL: 'C' };

const DEFAULT_TIMEOUT_SECONDS = 30;

/**
 * Runs git inside the sandbox, whatever it exits with. Rejects with `repository_failed` when it took too long or was
 * killed, and with what the workspace rejects with.
 */
export async function runGit(access: WorkspaceAccess, request: GitRequest): Promise<GitResult> {
  const { args, environment, signal, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, ...rest } = request;
  signal?.throwIfAborted();
  const { exitCode, timedOut, ...output } = await access.run({
    ...rest,
    program: 'git',
    args: [...GUARDS, ...args],
    environment: { ...ENVIRONMENT, ...environment },
    timeoutSeconds,
    ...(signal !== undefined && { signal }),
  });
  if (exitCode === null) {
    const how = timedOut ? `took longer than ${timeoutSeconds} s` : 'was killed';
    throw new CapstanError('repository_failed', `git ${args[0] ?? ''} ${how}.`);
  }
  return { exitCode, ...output };
}

/** What git said went wrong: the last line that it marks as fatal or as an error, else its last line. */
export function gitReason(stderr: string): string {
  const lines = stderr
    .split(/[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const marked = lines.findLast((line) => /^(fatal|error|remote error): /i.test(line));
  return (marked ?? lines.at(-1) ?? 'git gave no reason').replace(/^(fatal|error): /i, '');
}

export const isNotARepository = ({ exitCode, stderr }: GitResult): boolean =>
  exitCode === 128 && stderr.includes('not a git repository');

/** The records of an output made with `-z`; a last one that was cut off is left out. */
export function nulSeparated(stdout: Uint8Array): string[] {
  // Names that are no UTF-8 have no form in JSON anyway.
  return Buffer.from(stdout).toString('utf8').split('\0').slice(0, -1);
}
