import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import {
  bubblewrapArguments,
  codeArguments,
  COMPILE_CACHE_INSIDE,
  EGRESS_SOCKET_INSIDE,
  HOST_NAME,
  NODE_INSIDE,
  type BubblewrapFeatures,
} from './bubblewrap-arguments.ts';
import { NODE_FLAGS, type ExecutorCode } from './executor-code.ts';
import { gitConfigurationFor } from './git-identity.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { processLimitCommand } from './process-limit.ts';
import {
  createResourceGroup,
  enterResourceGroup,
  removeResourceGroups,
  type ResourceGroup,
} from './resource-group.ts';
import type { SandboxSpecification } from './sandbox-specification.ts';
import { groupFor, passwdFor } from './sandbox-user.ts';

export interface SandboxStart {
  /** Absolute path of bubblewrap. */
  bubblewrap: string;
  features: BubblewrapFeatures;
  /** Unique on this machine; names the control group. */
  id: string;
  specification: SandboxSpecification;
  code: ExecutorCode;
  /** Arguments of the executor. */
  arguments: readonly string[];
  /** Open files that the executor gets, as descriptors 3, 4, … in this order. */
  inherited: readonly number[];
  /**
   * What the executor reads from its standard input; it may hold secrets, so it never is an argument. It
   * is told the descriptor of the counter of out-of-memory kills.
   */
  configuration: (oomCounter: number | null) => string;
  /** Receives what bubblewrap and the executor complain about. */
  log: number;
  /** Socket of the egress proxy on this machine, bound in for the allow-list. */
  egressSocket: string | null;
  /** Folder of Node's compile cache on this machine; shown read-only unless it is being filled. */
  compileCache: { folder: string; writable: boolean } | null;
  /** Ends with this process; by default it goes on without. */
  endsWithParent?: boolean;
}

export interface StartedSandbox {
  group: ResourceGroup;
  /** Pid 1 of the sandbox as this machine sees it: ending it ends everything inside. */
  init: ProcessIdentity;
  /** Bubblewrap, which waits for the sandbox's end. */
  child: ChildProcess;
  /** Lets the executor start; before it, nothing of the sandbox runs. */
  release: () => void;
}

const BUILD_MILLISECONDS = 20_000;

/**
 * Builds the sandbox and holds it before its first instruction, so that it can be recorded and put under
 * its limits first. Resolves to `undefined` when bubblewrap ended instead; the log says why.
 */
export async function startSandbox(start: SandboxStart): Promise<StartedSandbox | undefined> {
  const { specification } = start;
  const group = createResourceGroup(start.id, specification.limits);
  const oomCounter = group.oomCounterFile === null ? null : openSync(group.oomCounterFile, 'r');
  const stdio: ('pipe' | 'ignore' | number)[] = ['pipe', 'ignore', start.log, ...start.inherited];
  const add = (slot: 'pipe' | number): number => stdio.push(slot) - 1;
  const oomCounterInside = oomCounter === null ? null : add(oomCounter);
  const files = {
    info: add('pipe'),
    block: add('pipe'),
    passwd: add('pipe'),
    group: add('pipe'),
    hosts: add('pipe'),
    gitConfiguration: add('pipe'),
  };
  const argumentList = add('pipe');
  const list = [
    ...bubblewrapArguments(specification, files, start.features),
    ...(start.endsWithParent === true ? ['--die-with-parent'] : []),
    ...codeArguments(start.code),
    ...(start.egressSocket === null ? [] : ['--bind', start.egressSocket, EGRESS_SOCKET_INSIDE]),
    ...compileCacheArguments(start.compileCache),
    ...['--remount-ro', '/'],
  ];
  const command = [
    ...processLimitCommand(specification.limits, group),
    ...[NODE_INSIDE, ...NODE_FLAGS, start.code.entryInside, ...start.arguments],
  ];
  // Through a descriptor: everybody inside can read the command line of their first process.
  const child = spawn(start.bubblewrap, ['--args', String(argumentList), '--', ...command], {
    // Empty also for bubblewrap itself: its own environment is readable inside as that of pid 1.
    env: {},
    cwd: '/',
    stdio,
    detached: true,
    ...specification.user.startAs,
  });
  if (oomCounter !== null) closeSync(oomCounter);
  if (child.pid === undefined) {
    // Then it has no pipes either. An error that nobody listens for would end this process.
    const [error]: unknown[] = await once(child, 'error');
    writeSync(start.log, `${String(error)}\n`);
    removeResourceGroups(group.folders);
    return undefined;
  }
  feed(child, argumentList, list.map((argument) => `${argument}\0`).join(''));
  feed(child, 0, start.configuration(oomCounterInside));
  feed(child, files.passwd, passwdFor(specification.user));
  feed(child, files.group, groupFor(specification.user));
  feed(child, files.hosts, hostsFile());
  feed(child, files.gitConfiguration, gitConfigurationFor(specification.gitIdentity));
  const overdue = setTimeout(() => child.kill('SIGKILL'), BUILD_MILLISECONDS);
  const pid = await readInitPid(child, files.info);
  clearTimeout(overdue);
  const init = pid === undefined ? undefined : identifyProcess(pid);
  if (init === undefined || !(await enterResourceGroup(group, init.pid))) {
    removeResourceGroups(group.folders);
    return undefined;
  }
  return { group, init, child, release: () => feed(child, files.block, '.') };
}

function compileCacheArguments(cache: SandboxStart['compileCache']): string[] {
  if (cache === null) return [];
  const mount = [cache.writable ? '--bind' : '--ro-bind', cache.folder, COMPILE_CACHE_INSIDE];
  return [...mount, '--setenv', 'NODE_COMPILE_CACHE', COMPILE_CACHE_INSIDE];
}

function hostsFile(): string {
  return `${readFileSync('/etc/hosts', 'utf8').trimEnd()}\n127.0.1.1 ${HOST_NAME}\n`;
}

/** Writes everything and closes. A sandbox that ended early shows in its exit, not here. */
function feed(child: ChildProcess, descriptor: number, content: string): void {
  const pipe = child.stdio[descriptor];
  if (!(pipe instanceof Writable)) return;
  pipe.on('error', () => pipe.destroy());
  dropWhenClosed(child, descriptor, pipe);
  pipe.end(content);
}

/** A child keeps its pipes for as long as it lives, which is as long as the sandbox. */
function dropWhenClosed(child: ChildProcess, descriptor: number, pipe: Readable | Writable): void {
  pipe.once('close', () => {
    child.stdio[descriptor] = null;
    if (pipe === child.stdin) child.stdin = null;
  });
}

async function readInitPid(child: ChildProcess, descriptor: number): Promise<number | undefined> {
  const pipe = child.stdio[descriptor];
  if (!(pipe instanceof Readable)) return undefined;
  dropWhenClosed(child, descriptor, pipe);
  let text = '';
  pipe.setEncoding('utf8');
  return new Promise((resolve) => {
    pipe.on('data', (chunk: string) => {
      text += chunk;
      const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
      if (pid !== undefined && text.includes('}')) resolve(Number(pid));
    });
    pipe.once('close', () => resolve(undefined));
    child.once('error', () => resolve(undefined));
  });
}
