import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { type ProcessMemory, ProcessTree } from './process-tree.ts';

const CLOCK_TICKS_PER_SECOND = 100;
const PERSONAL = /(_API_KEY|_TOKEN|_SECRET|_SECRET_ACCESS_KEY)$|^(CAPSTAN_|XDG_|NODE_)/;

export interface CommandOptions {
  cwd?: string;
  /** Added to the environment, which is that of this process without keys, settings and `NODE_…`. */
  env?: Record<string, string>;
  /** A home to use again, as for a second start; a fresh one, removed at the end, unless given. */
  home?: string;
  /** Watch the memory of every process: takes a little of the processor, so time other runs. */
  memory?: boolean;
  /** The command is killed after that; 120 unless given. */
  timeoutSeconds?: number;
}

export interface CommandRun {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  wallMilliseconds: number;
  /** Of the command and of every process that it waited for; counted in hundredths. */
  cpuSeconds: number;
  stdout: Buffer;
  stderr: string;
  /** Largest first; empty unless `memory` was asked for. */
  processes: ProcessMemory[];
}

/**
 * Runs a command to its end, as a person would from a home of their own. Rejects when it cannot be
 * started; any exit code is a result.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandRun> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'capstan-bench-')));
  try {
    return await runAtHome(home, command, args, options);
  } finally {
    if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runAtHome(
  home: string,
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandRun> {
  const cpuBefore = childCpuSeconds();
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd ?? home,
    env: { ...plainEnvironment(), HOME: home, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: (options.timeoutSeconds ?? 120) * 1000,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<{ exitCode: number | null; signal: NodeJS.Signals | null; at: number }>(
    (resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => resolve({ exitCode, signal, at: performance.now() }));
    },
  );
  const tree = options.memory === true && child.pid !== undefined ? new ProcessTree(child.pid) : undefined;
  try {
    const [stdout, stderr, { exitCode, signal, at }] = await Promise.all([
      buffer(child.stdout),
      text(child.stderr),
      ended,
    ]);
    const cpuSeconds = childCpuSeconds() - cpuBefore;
    return {
      exitCode,
      signal,
      wallMilliseconds: at - started,
      cpuSeconds,
      stdout,
      stderr,
      processes: tree?.stop() ?? [],
    };
  } finally {
    tree?.stop();
  }
}

function plainEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !PERSONAL.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}

/** Processor time of all children waited for so far, from the kernel's books. */
function childCpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[13], fields[14]].map(Number);
  return ((user ?? 0) + (system ?? 0)) / CLOCK_TICKS_PER_SECOND;
}
