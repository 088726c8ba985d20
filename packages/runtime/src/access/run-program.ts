import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { CapstanError, type ProgramRequest, type ProgramResult } from '@capstan/protocol';
import { preferForOomKill } from '../executor/oom-score.ts';
import { errorCode } from '../file/file-failure.ts';
import { sendSignal } from '../shell/process-tree.ts';
import { accessFailure, cancelled } from './access-failure.ts';
import { CappedOutput } from './capped-output.ts';
import { onAbort } from './on-abort.ts';
import { guardProgram } from './program-guard.ts';
import { signalProgram } from './program-processes.ts';

export interface ProgramRun {
  request: ProgramRequest;
  /** Absolute; a folder. */
  cwd: string;
  /** The whole environment but for what the request adds. */
  environment: Record<string, string>;
  /** Whether it is to be ended when this process is killed, because no sandbox ends both. */
  guarded: boolean;
  signal: AbortSignal;
}

const DEFAULT_TIMEOUT_SECONDS = 30;
const DEFAULT_OUTPUT_BYTES = 1024 * 1024;
/** Between being asked to end and being killed: git removes its locks in it. */
const GRACE_MILLISECONDS = 1000;
/** How long what was printed last may be on its way; a child in the background may hold the outputs open for ever. */
const DRAIN_MILLISECONDS = 500;
/** Processes can be made faster than they are killed. */
const KILL_ROUNDS = 10;
const KILL_ROUND_MILLISECONDS = 10;
/** The variable by which a program's children are known. */
const MARK = 'CAPSTAN_PROGRAM';

/**
 * Runs a program in a process group of its own, which ends with it. When it takes too long or the signal fires, it
 * ends with everything it started, wherever that went; only then this rejects with `cancelled`.
 */
export async function runProgram(run: ProgramRun): Promise<ProgramResult> {
  const { request, signal } = run;
  if (signal.aborted) throw cancelled();
  const mark = randomBytes(12).toString('hex');
  const child = start(run, mark);
  const { stdin, stdout, stderr } = child;
  const limit = request.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES;
  const printed = new CappedOutput(limit);
  const complained = new CappedOutput(limit);
  stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  stderr.on('data', (chunk: Buffer) => complained.push(chunk));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<'exit'>((resolve) => child.once('exit', () => resolve('exit')));
  const group = await processGroup(child, request.program);
  using _guard = run.guarded ? guardProgram(group, `${MARK}=${mark}`) : undefined;
  // It may end without reading all that it is given.
  stdin.on('error', () => stdin.destroy());
  stdin.end(request.input ?? '');

  const how = await firstOf(exited, request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS, signal);
  if (how === 'exit') await within(closed, DRAIN_MILLISECONDS);
  else await endProgram(group, `${MARK}=${mark}`, closed);
  sendSignal(-group, 'SIGKILL');
  for (const stream of [stdin, stdout, stderr]) stream.destroy();
  if (how === 'abort') throw cancelled();
  return {
    exitCode: how === 'timeout' ? null : child.exitCode,
    stdout: printed.bytes(),
    stderr: complained.bytes().toString('utf8'),
    truncated: printed.truncated || complained.truncated,
    timedOut: how === 'timeout',
  };
}

function start({ request, cwd, environment }: ProgramRun, mark: string): ChildProcessWithoutNullStreams {
  const { program, args } = request;
  const env = { ...environment, ...request.environment, [MARK]: mark };
  if (
    program === '' ||
    [program, ...args, ...Object.entries(env).flat()].some((text) => text.includes('\0'))
  ) {
    throw new CapstanError('request_invalid', 'A program has a name, and nothing it is given holds a NUL.');
  }
  try {
    return spawn(program, args, { cwd, env, detached: true, stdio: 'pipe' });
  } catch (error) {
    throw programFailure(error, program);
  }
}

/** The number of the process group, which is that of the program, once it runs. */
async function processGroup(child: ChildProcess, program: string): Promise<number> {
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw programFailure(error, program);
  }
  const { pid } = child;
  if (pid === undefined) throw new CapstanError('internal', `${program} runs without a number.`);
  preferForOomKill(pid);
  return pid;
}

function programFailure(error: unknown, program: string): CapstanError {
  if (errorCode(error) !== 'E2BIG') return accessFailure(error, program, 'read');
  return new CapstanError('request_invalid', `${program}: it cannot be given that much at once.`, {
    cause: error,
  });
}

async function firstOf(
  exited: Promise<'exit'>,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<'exit' | 'timeout' | 'abort'> {
  const ended = Promise.withResolvers<'timeout' | 'abort'>();
  const timer = setTimeout(() => ended.resolve('timeout'), timeoutSeconds * 1000);
  using _stop = onAbort(signal, () => ended.resolve('abort'));
  try {
    return await Promise.race([exited, ended.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function endProgram(group: number, mark: string, closed: Promise<void>): Promise<void> {
  signalProgram(group, mark, 'SIGTERM');
  await within(closed, GRACE_MILLISECONDS);
  for (let round = 0; round < KILL_ROUNDS && signalProgram(group, mark, 'SIGKILL'); round++) {
    await delay(KILL_ROUND_MILLISECONDS);
  }
  await within(closed, DRAIN_MILLISECONDS);
}

async function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  const overdue = Promise.withResolvers<void>();
  const timer = setTimeout(overdue.resolve, milliseconds);
  await Promise.race([promise, overdue.promise]).finally(() => clearTimeout(timer));
}
