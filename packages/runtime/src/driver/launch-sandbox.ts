import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import type { ExecutorConfiguration } from '../executor/configuration.ts';
import { ExecutorClient } from '../executor/executor-client.ts';
import {
  EGRESS_SOCKET_INSIDE,
  NEWEST_FEATURES,
  type BubblewrapFeatures,
} from '../sandbox/bubblewrap-arguments.ts';
import type { ExecutorCode } from '../sandbox/executor-code.ts';
import { openListeningSocket } from '../sandbox/listening-socket.ts';
import { parseHostRule } from '../sandbox/parse-host-rule.ts';
import { probeSandbox } from '../sandbox/probe-sandbox.ts';
import { killProcess } from '../sandbox/process-identity.ts';
import { findProgram } from '../sandbox/program-path.ts';
import { NO_BUBBLEWRAP_REMEDY, sandboxUnavailable } from '../sandbox/sandbox-failure.ts';
import type { SandboxSpecification } from '../sandbox/sandbox-specification.ts';
import { startEgress } from '../sandbox/start-egress.ts';
import { startSandbox, type StartedSandbox } from '../sandbox/start-sandbox.ts';
import { openLedgerFiles } from './ledger-files.ts';
import { OpenFiles } from './open-files.ts';
import { socketFolder } from './socket-folder.ts';

/** The part of the executor's configuration that does not depend on how it is started. */
export type CommandConfiguration = Pick<
  ExecutorConfiguration,
  | 'workspace'
  | 'environment'
  | 'noChangeTimeoutSeconds'
  | 'hardTimeoutSeconds'
  | 'idleMinutes'
  | 'memoryLimitBytes'
  | 'sharesNetwork'
>;

export interface SandboxLaunch {
  /** The conversation's folder, for ledger and logs. */
  folder: string;
  specification: SandboxSpecification;
  code: ExecutorCode;
  /** Folder of the filled compile cache. */
  compileCache: string | undefined;
  configuration: CommandConfiguration;
  signal: AbortSignal;
  /** Called with how to find the sandbox again, before anything runs in it. */
  record: (sandbox: LaunchedSandbox) => void;
  /** Called when nothing came of what was recorded. */
  forget: () => void;
}

export interface LaunchedSandbox {
  socket: string;
  token: string;
  egressSocket: string | null;
  started: StartedSandbox;
}

type Attempt = { client: ExecutorClient } | { complaint: string };

/** Descriptors of what the executor inherits, in the order in which it is handed over. */
const INHERITED = { listen: 3, ledger: [4, 5] } as const;

const START_TIMEOUT_MILLISECONDS = 30_000;
const NEEDED_BYTES = 64 * 1024;

/**
 * Starts a sandbox with an executor inside and connects to it. Rejects with `sandbox_unavailable` and the
 * reason when it cannot be made, with `cancelled` when the signal fires; nothing is left running then.
 */
export async function launchSandbox(launch: SandboxLaunch): Promise<ExecutorClient> {
  const bubblewrap = process.platform === 'linux' ? findProgram('bwrap') : undefined;
  if (bubblewrap === undefined) {
    const reason = process.platform === 'linux' ? 'bubblewrap is not installed' : 'it needs Linux';
    throw new CapstanError('sandbox_unavailable', `No sandbox can be made on this machine: ${reason}.`, {
      remedy: NO_BUBBLEWRAP_REMEDY,
    });
  }
  const newest = await attempt(launch, bubblewrap, NEWEST_FEATURES);
  if ('client' in newest) return newest.client;
  if (!/unknown option/i.test(newest.complaint)) throw sandboxUnavailable(newest.complaint);
  // An older bubblewrap: find out what it can do, and do without the rest.
  const older = await attempt(launch, bubblewrap, (await probeSandbox()).features);
  if ('client' in older) return older.client;
  throw sandboxUnavailable(older.complaint);
}

async function attempt(
  launch: SandboxLaunch,
  bubblewrap: string,
  features: BubblewrapFeatures,
): Promise<Attempt> {
  const { folder, specification, code, compileCache, configuration } = launch;
  const id = randomBytes(8).toString('hex');
  const token = randomBytes(32).toString('base64url');
  const socket = join(socketFolder(), `${id}.sock`);
  const logPath = join(folder, 'sandbox.log');
  using files = new OpenFiles();
  const log = files.open(logPath, 'w');
  const ledger = openLedgerFiles(folder, files);
  const egressSocket = await openEgress(launch, `${id}.egress`, log);
  const listening = await openListeningSocket(socket, null);
  let started: StartedSandbox | undefined;
  try {
    started = await startSandbox({
      bubblewrap,
      features,
      id: `capstan-${id}`,
      specification,
      code,
      arguments: [],
      inherited: [listening.descriptor, ...ledger],
      log,
      egressSocket,
      compileCache: compileCache === undefined ? null : { folder: compileCache, writable: false },
      configuration: (oomCounter) =>
        JSON.stringify({
          ...configuration,
          ...INHERITED,
          token,
          confineFiles: false,
          outputDirectory: '/tmp/capstan-output',
          oomCounter,
          egressSocket: egressSocket === null ? null : EGRESS_SOCKET_INSIDE,
          callerPidNamespace: readlinkSync('/proc/self/ns/pid'),
        } satisfies ExecutorConfiguration),
    });
  } finally {
    await listening.handOver();
  }
  if (started !== undefined) {
    const client = await greet(launch, { socket, token, egressSocket, started });
    if (client !== undefined) return { client };
  }
  rmSync(socket, { force: true });
  if (launch.signal.aborted) throw new CapstanError('cancelled', 'The start of the sandbox was cancelled.');
  const complaint = readFileSync(logPath, 'utf8').slice(-2000);
  if (complaint === '') checkSpace(folder);
  return { complaint: complaint === '' ? 'the executor did not answer' : complaint };
}

/** Fails as the ledger and the log did, when it was for want of space that they said nothing. */
function checkSpace(folder: string): void {
  const path = join(folder, 'space');
  try {
    writeFileSync(path, Buffer.alloc(NEEDED_BYTES), { mode: 0o600 });
  } finally {
    rmSync(path, { force: true });
  }
}

async function openEgress(launch: SandboxLaunch, name: string, log: number): Promise<string | null> {
  const { specification, code, folder } = launch;
  if (typeof specification.network === 'string') return null;
  const socket = join(socketFolder(), name);
  const rules = specification.network.map(parseHostRule);
  const configuration = { rules, logPath: join(folder, 'egress.log') };
  await startEgress({ code, configuration, socket, owner: specification.user.startAs, log });
  return socket;
}

/** Lets the executor start and waits for its welcome. `undefined`, and all ended, when none comes. */
async function greet(launch: SandboxLaunch, sandbox: LaunchedSandbox): Promise<ExecutorClient | undefined> {
  const { started } = sandbox;
  launch.record(sandbox);
  const ended = new Promise<false>((resolve) => started.child.once('exit', () => resolve(false)));
  started.release();
  started.child.unref();
  const deadline = AbortSignal.any([launch.signal, AbortSignal.timeout(START_TIMEOUT_MILLISECONDS)]);
  const stopped = new Promise<false>((resolve) => {
    if (deadline.aborted) resolve(false);
    deadline.addEventListener('abort', () => resolve(false), { once: true });
  });
  const client = await ExecutorClient.connect(sandbox.socket, sandbox.token);
  const welcome = client.welcome.then(
    () => true,
    () => false,
  );
  if (await Promise.race([welcome, ended, stopped])) return client;
  client.close();
  killProcess(started.init);
  launch.forget();
  return undefined;
}
