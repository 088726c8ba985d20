import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { OpenedShell, TerminalSize } from '@capstan/protocol';
import { guardProgram } from '../access/program-guard.ts';
import { signalProgram } from '../access/program-processes.ts';
import { preferForOomKill } from '../executor/oom-score.ts';
import { findBash } from './find-bash.ts';
import { sendSignal, sessionProcesses } from './process-tree.ts';
import { TerminalDevice } from './terminal-device.ts';

export interface InteractiveShellOptions extends TerminalSize {
  /** Absolute; a folder. */
  cwd: string;
  /** The whole environment. */
  environment: Record<string, string>;
  /** Whether it is to be ended when this process is killed, because no sandbox ends both. */
  guarded: boolean;
}

/**
 * Takes the terminal `$1` and becomes the shell. Not a login shell: `/etc/profile` would put another `PATH` in the place of
 * the one that the agent's commands have.
 */
const LAUNCHER = [
  'exec 0<>"$1" 1>&0 2>&0',
  'for f in /dev/fd/*; do f=${f##*/}; [ "$f" -gt 2 ] && eval "exec $f>&-"; done',
  'stty sane iutf8 -ixon',
  'exec "$0" -i',
].join('\n');

/** Between being told that the terminal is gone and being killed. */
const GRACE_MILLISECONDS = 500;
const LOOK_EVERY_MILLISECONDS = 10;
/** Processes can be made faster than they are killed. */
const KILL_ROUNDS = 10;
/** Bytes that wait for the reader; from there on the terminal is not read. */
const HIGH_WATER = 64 * 1024;
/** The variable by which the processes of a shell are known that have left its session. */
const MARK = 'CAPSTAN_PROGRAM';

/** One bash of a person on a terminal of its own. Nothing that was started in it outlasts it. */
export class InteractiveShell implements OpenedShell {
  readonly output: Readable;
  readonly exit: Promise<number | null>;
  readonly #device: TerminalDevice;
  readonly #pid: number;
  readonly #mark: string;
  readonly #guard: Disposable | undefined;
  readonly #exited: Promise<void>;
  #ending: Promise<void> | undefined;

  private constructor(parts: {
    device: TerminalDevice;
    child: ChildProcess;
    pid: number;
    mark: string;
    guarded: boolean;
  }) {
    const { device, child, pid, mark } = parts;
    this.#device = device;
    this.#pid = pid;
    this.#mark = mark;
    this.#guard = parts.guarded ? guardProgram(pid, mark) : undefined;
    this.output = new Readable({ highWaterMark: HIGH_WATER, read: () => device.resume() });
    device.onData((chunk) => {
      if (!this.output.push(chunk)) device.pause();
    });
    const { promise, resolve } = Promise.withResolvers<number | null>();
    this.exit = promise;
    this.#exited = new Promise((exited) => {
      child.once('exit', (code) => {
        device.drain();
        exited();
        resolve(this.#ending === undefined ? code : null);
        void this.close();
      });
    });
  }

  /** Rejects with what the system, or `findBash`, says when it cannot be started. */
  static async start({
    cwd,
    environment,
    guarded,
    columns,
    rows,
  }: InteractiveShellOptions): Promise<InteractiveShell> {
    const shellPath = findBash(environment);
    const token = randomBytes(12).toString('hex');
    const device = new TerminalDevice(columns, rows);
    try {
      const child = spawn(shellPath, ['--norc', '-p', '-c', LAUNCHER, shellPath, device.path], {
        cwd,
        env: { TERM: 'xterm-256color', PROMPT_DIRTRIM: '2', ...environment, PWD: cwd, [MARK]: token },
        detached: true,
        stdio: 'ignore',
      });
      await once(child, 'spawn');
      const { pid } = child;
      if (pid === undefined) throw new Error('The shell runs without a number.');
      preferForOomKill(pid);
      return new InteractiveShell({ device, child, pid, mark: `${MARK}=${token}`, guarded });
    } catch (error) {
      device.close();
      throw error;
    }
  }

  get pid(): number {
    return this.#pid;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#device.writeAll(bytes);
  }

  resize({ columns, rows }: TerminalSize): void {
    this.#device.resize(columns, rows);
  }

  close(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const session = (): number[] => sessionProcesses(this.#pid);
    for (const process of session()) {
      sendSignal(process, 'SIGHUP');
      // A stopped process takes the hang-up only when it goes on.
      sendSignal(process, 'SIGCONT');
    }
    for (let waited = 0; waited < GRACE_MILLISECONDS && session().length > 0;) {
      await delay(LOOK_EVERY_MILLISECONDS);
      waited += LOOK_EVERY_MILLISECONDS;
    }
    for (let round = 0; round < KILL_ROUNDS; round++) {
      const left = session().filter((process) => sendSignal(process, 'SIGKILL'));
      if (!signalProgram(this.#pid, this.#mark, 'SIGKILL') && left.length === 0) break;
      await delay(LOOK_EVERY_MILLISECONDS);
    }
    await Promise.race([this.#exited, delay(GRACE_MILLISECONDS)]);
    this.#guard?.[Symbol.dispose]();
    this.#device.close();
    this.output.push(null);
  }
}
