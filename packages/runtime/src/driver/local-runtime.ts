import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CapstanError,
  type ActionEvent,
  type ExecuteOptions,
  type ObservationDraft,
  type Runtime,
  type RuntimeStatus,
  type SettleResult,
} from '@capstan/protocol';
import { AwaitedAccess } from '../access/awaited-access.ts';
import { ExecutorAccess } from '../access/executor-access.ts';
import { ExecutorClient } from '../executor/executor-client.ts';
import { CompileCache } from '../sandbox/compile-cache.ts';
import { locateExecutorCode } from '../sandbox/executor-code.ts';
import { isRunning } from '../sandbox/process-identity.ts';
import type { SandboxSpecification } from '../sandbox/sandbox-specification.ts';
import { commandConfiguration, sandboxSpecification } from './local-sandbox.ts';
import { connectFailure } from './connect-failure.ts';
import { endSandbox, forgetSandbox } from './end-sandbox.ts';
import { ExecutorDirectory, type ExecutorEntry } from './executor-directory.ts';
import { executeThrough } from './execute-through.ts';
import { fillCompileCache } from './fill-compile-cache.ts';
import { launchSandbox } from './launch-sandbox.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { acquireStartLock } from './start-lock.ts';

/** How long an executor that runs already may take to answer. */
const ANSWER_MILLISECONDS = 5000;

interface Live {
  client: ExecutorClient;
  access: ExecutorAccess;
}

/**
 * A sandbox of this machine's own kernel. It does not belong to this process: it goes on when the process
 * dies and is found again by the conversation's id, through a record under the state folder.
 */
export class LocalRuntime implements Runtime {
  readonly driver = 'local';
  readonly access = new AwaitedAccess(async () => this.#connected().access);
  readonly #options: RuntimeOptions;
  readonly #directory: ExecutorDirectory;
  #status: RuntimeStatus = 'STATUS$STOPPED';
  #workspaceRoot: string;
  #live: Live | undefined;
  #filling: Promise<void> | undefined;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#directory = new ExecutorDirectory(options.stateDir);
    this.#workspaceRoot = resolve(options.workspace);
  }

  get status(): RuntimeStatus {
    return this.#status;
  }

  get workspaceRoot(): string {
    return this.#workspaceRoot;
  }

  async connect(signal: AbortSignal): Promise<void> {
    this.#disconnect();
    this.#setStatus('STATUS$STARTING_RUNTIME');
    try {
      if (signal.aborted) throw new CapstanError('cancelled', 'The start of the sandbox was cancelled.');
      mkdirSync(this.#options.stateDir, { recursive: true, mode: 0o700 });
      const specification = sandboxSpecification(this.#options);
      this.#workspaceRoot = specification.workspace;
      this.#use(await this.#findOrLaunch(specification, signal));
      this.#setStatus('STATUS$READY');
    } catch (error) {
      const failure = connectFailure(error);
      this.#setStatus(failure.code === 'cancelled' ? 'STATUS$STOPPED' : 'STATUS$ERROR');
      throw failure;
    }
  }

  async execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft> {
    return executeThrough(this.#connected().client, action, options, this.#options.secrets ?? {});
  }

  async settle(actionId: number): Promise<SettleResult> {
    return this.#connected().client.settle(actionId);
  }

  async close({ keep }: { keep: boolean }): Promise<void> {
    const live = this.#live;
    this.#live = undefined;
    live?.access.close();
    const entry = this.#directory.read(this.#options.conversationId);
    if (keep || entry === undefined) live?.client.close();
    else await endSandbox(this.#directory, entry, live?.client);
    await this.#filling;
    this.#setStatus('STATUS$STOPPED');
  }

  #connected(): Live {
    if (this.#live === undefined) {
      throw new CapstanError('runtime_disconnected', 'The runtime is not connected.');
    }
    return this.#live;
  }

  #disconnect(): void {
    this.#live?.access.close();
    this.#live?.client.close();
    this.#live = undefined;
  }

  /** One at a time for a conversation: whoever waited finds the sandbox that the other one started. */
  async #findOrLaunch(specification: SandboxSpecification, signal: AbortSignal): Promise<ExecutorClient> {
    using _lock = await acquireStartLock(this.#directory.folder(this.#options.conversationId), signal);
    return (await this.#findAgain(specification)) ?? (await this.#launch(specification, signal));
  }

  /** The sandbox of an earlier process. One started with other options is ended, unless it is at work. */
  async #findAgain(specification: SandboxSpecification): Promise<ExecutorClient | undefined> {
    const entry = this.#directory.read(this.#options.conversationId);
    if (entry === undefined) return undefined;
    const client = await clientOf(entry);
    if (client !== undefined) {
      if (entry.fingerprint === fingerprintOf(specification)) return client;
      const { running } = await client.status();
      if (running.length > 0) return client;
    }
    await endSandbox(this.#directory, entry, client);
    return undefined;
  }

  async #launch(specification: SandboxSpecification, signal: AbortSignal): Promise<ExecutorClient> {
    const { conversationId, stateDir, cacheDir = stateDir } = this.#options;
    const code = locateExecutorCode();
    const cache = new CompileCache(cacheDir, code.version);
    // Somebody else's sandbox may not be able to reach into our state folder.
    const mayCache = specification.user.startAs === null;
    let entry: ExecutorEntry | undefined;
    const client = await launchSandbox({
      folder: this.#directory.folder(conversationId),
      specification,
      code,
      compileCache: mayCache ? cache.folder : undefined,
      configuration: commandConfiguration(this.#options, specification),
      signal,
      record: ({ socket, token, egressSocket, started }) => {
        const { init, group } = started;
        const fingerprint = fingerprintOf(specification);
        entry = { conversationId, socket, token, egressSocket, init, groups: group.folders, fingerprint };
        this.#directory.write(entry);
      },
      forget: () => {
        if (entry !== undefined) forgetSandbox(this.#directory, entry);
      },
    });
    if (mayCache && cache.folder === undefined) {
      // The cache only saves time: a full disk or a folder of somebody else must not end a run that works.
      this.#filling = fillCompileCache(cache, code, specification).catch(() => undefined);
    }
    return client;
  }

  #use(client: ExecutorClient): void {
    this.#live = { client, access: new ExecutorAccess(client.address) };
    void client.closed.then(() => {
      if (this.#live?.client === client) this.#setStatus('STATUS$ERROR_RUNTIME_DISCONNECTED');
    });
  }

  #setStatus(status: RuntimeStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus?.(status);
  }
}

/** A connection to a recorded executor that answers; one that is stopped or stuck counts as gone. */
async function clientOf(entry: ExecutorEntry): Promise<ExecutorClient | undefined> {
  if (!isRunning(entry.init)) return undefined;
  try {
    const client = await ExecutorClient.connect(entry.socket, entry.token);
    const overdue = setTimeout(() => client.close(), ANSWER_MILLISECONDS);
    await client.welcome.finally(() => clearTimeout(overdue));
    return client;
  } catch (error) {
    if (CapstanError.is(error)) return undefined;
    throw error;
  }
}

const fingerprintOf = (specification: SandboxSpecification): string =>
  createHash('sha256').update(JSON.stringify(specification)).digest('base64url');
