import {
  CapstanError,
  type ProgramRequest,
  type ProgramResult,
  type WorkspaceAccess,
} from '@capstan/protocol';

export interface GitRequest {
  /** The command and what it is given. */
  args: readonly string[];
  /** Configuration for this call, each `name=value`. */
  settings?: readonly string[];
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
 * switched off, and the index is not rewritten under the agent's hands. Filters that `.gitattributes` asks for still
 * run, as git needs them to compare: the sandbox is what holds them.
 */
const SETTINGS = ['core.fsmonitor=', 'core.hooksPath=/dev/null', 'diff.external=', 'safe.directory=*'];

/** Nobody is there to be asked for a password, and messages are read in English. */
const ENVIRONMENT = { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '', LC_ALL: 'C' };

const DEFAULT_TIMEOUT_SECONDS = 30;
const NOT_FOUND = 127;

/**
 * Runs git inside the sandbox, whatever it exits with: 127 where there is no git. Rejects with `repository_failed`
 * when it took too long or was killed, and with what the workspace rejects with.
 */
export async function runGit(access: WorkspaceAccess, request: GitRequest): Promise<GitResult> {
  const {
    args,
    settings = [],
    environment,
    signal,
    timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
    ...rest
  } = request;
  const { exitCode, timedOut, ...output } = await runIfThere(access, {
    ...rest,
    program: 'git',
    args: ['--no-optional-locks', ...[...SETTINGS, ...settings].flatMap((value) => ['-c', value]), ...args],
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

/** Without git, or without the folder, it ends as a shell would say it. */
async function runIfThere(access: WorkspaceAccess, request: ProgramRequest): Promise<ProgramResult> {
  try {
    return await access.run(request);
  } catch (error) {
    if (!CapstanError.is(error) || error.code !== 'file_not_found') throw error;
    const stdout = new Uint8Array();
    return { exitCode: NOT_FOUND, stdout, stderr: error.message, truncated: false, timedOut: false };
  }
}

/** What git said went wrong: the first line that it marks as an error (more follow from that), else its last line. */
export function gitReason(stderr: string): string {
  const lines = stderr
    .split(/[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const marked = lines.find((line) => /^(fatal|error|remote error): /i.test(line));
  return (marked ?? lines.at(-1) ?? 'git gave no reason').replace(/^(fatal|error): /i, '');
}

export const isNotARepository = ({ exitCode, stderr }: GitResult): boolean =>
  exitCode === NOT_FOUND || (exitCode === 128 && stderr.includes('not a git repository'));

/** The records of an output made with `-z`; a last one that was cut off is left out. */
export function nulSeparated(stdout: Uint8Array): string[] {
  // Names that are no UTF-8 have no form in JSON anyway.
  return Buffer.from(stdout).toString('utf8').split('\0').slice(0, -1);
}
