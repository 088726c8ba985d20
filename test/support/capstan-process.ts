import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { parseEvent, type Event } from '@capstan/protocol';
import { CAPSTAN } from './program.ts';

const LONGEST_RUN_MS = 60_000;

/** How a run of the program ended and what it said. */
export interface ProgramRun {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** With `--json`: the events, and the summary of the last line. */
  events: Event[];
  result: Record<string, unknown>;
}

export interface ProgramOptions {
  home: string;
  cwd?: string;
  env?: Record<string, string>;
  stdin?: string;
  /** A script to start in place of the program, with the project's Node. */
  entry?: string;
  /** Closes standard output after so many lines. */
  linesWanted?: number;
  /** Called for each line of standard output while the program runs. */
  onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Starts the real program in a process of its own and waits for its end. */
export async function capstan(args: readonly string[], options: ProgramOptions): Promise<ProgramRun> {
  const [command, ...first] = options.entry === undefined ? [CAPSTAN] : [process.execPath, options.entry];
  const child = spawn(command ?? CAPSTAN, [...first, ...args], {
    cwd: options.cwd ?? options.home,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: options.home,
      CAPSTAN_HOME: join(options.home, 'capstan'),
      NODE_COMPILE_CACHE: join(tmpdir(), 'capstan-test-compile-cache'),
      NO_COLOR: '1',
      ...options.env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: LONGEST_RUN_MS,
    killSignal: 'SIGKILL',
  });
  child.stdin.end(options.stdin ?? '');
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    options.onLine?.(line, (signal) => child.kill(signal));
    if (lines.length === options.linesWanted) {
      child.stdout.destroy();
      reader.close();
    }
  });
  const [stderr, [exitCode, signal]] = await Promise.all([
    text(child.stderr),
    once(child, 'close'),
    once(reader, 'close'),
  ]);
  return { exitCode, signal, stdout: lines.join('\n'), stderr, ...parseLines(lines) };
}

function parseLines(lines: readonly string[]): Pick<ProgramRun, 'events' | 'result'> {
  const events: Event[] = [];
  let result: Record<string, unknown> = {};
  for (const line of lines) {
    if (!line.startsWith('{')) continue;
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && 'result' in value)
      result = value.result as Record<string, unknown>;
    else if (typeof value === 'object' && value !== null && !('started' in value))
      events.push(parseEvent(value));
  }
  return { events, result };
}

/** A folder that is removed at the end. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'capstan-test-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  };
}
