import { join, resolve } from 'node:path';
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
import type { RunningExecutor } from '../executor/start-executor.ts';
import { userEnvironment } from './command-environment.ts';
import { connectFailure } from './connect-failure.ts';
import { ExecutorDirectory } from './executor-directory.ts';
import { openLedgerFiles } from './ledger-files.ts';
import { secretsNamedBy } from './named-secret.ts';
import { OpenFiles } from './open-files.ts';
import { DEFAULT_HARD_SECONDS, DEFAULT_IDLE_MINUTES, DEFAULT_NO_CHANGE_SECONDS } from './runtime-options.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { checkWorkspace } from './workspace-check.ts';

interface Live {
  running: RunningExecutor;
  files: OpenFiles;
}

/**
 * No sandbox: commands run on this machine as this user, for people who ask for it. The executor is part
 * of this process and ends with it; only its ledger outlasts it. File actions are held to the workspace.
 */
export class CliRuntime implements Runtime {
  readonly driver = 'cli';
  readonly access = new AwaitedAccess(async () => this.#connected().running.workspace.access());
  readonly #options: RuntimeOptions;
  #status: RuntimeStatus = 'STATUS$STOPPED';
  #workspaceRoot: string;
  #live: Live | undefined;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#workspaceRoot = resolve(options.workspace);
  }

  get status(): RuntimeStatus {
    return this.#status;
  }

  get workspaceRoot(): string {
    return this.#workspaceRoot;
  }

  async connect(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CapstanError('cancelled', 'The start of the runtime was cancelled.');
    if (this.#live !== undefined) return;
    const options = this.#options;
    if (options.network !== undefined && options.network !== 'on') {
      throw new CapstanError('usage', 'The cli runtime cannot keep commands from the network.', {
        remedy: 'Leave out --network, or use the local runtime.',
      });
    }
    this.#workspaceRoot = checkWorkspace(options.workspace);
    try {
      this.#live = await this.#start();
    } catch (error) {
      throw connectFailure(error);
    }
    this.#setStatus('STATUS$RUNTIME_STARTED');
    this.#setStatus('STATUS$READY');
  }

  async execute(action: ActionEvent, { signal, onOutput }: ExecuteOptions): Promise<ObservationDraft> {
    const { executor } = this.#connected().running;
    const cancelled = (): CapstanError => new CapstanError('cancelled', 'The action was cancelled.');
    if (signal.aborted) throw cancelled();
    const interrupt = (): void => void executor.interrupt(action.id);
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      const observation = await executor.execute(action, {
        secrets: secretsNamedBy(action, this.#options.secrets ?? {}),
        onOutput: (text) => onOutput?.({ actionId: action.id, text }),
      });
      if (signal.aborted) throw cancelled();
      return observation;
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  async settle(actionId: number): Promise<SettleResult> {
    return this.#connected().running.executor.settle(actionId);
  }

  /** There is no sandbox that could be kept: what runs ends either way. */
  async close(): Promise<void> {
    const live = this.#live;
    this.#live = undefined;
    await live?.running.close();
    live?.files[Symbol.dispose]();
    this.#setStatus('STATUS$STOPPED');
  }

  async #start(): Promise<Live> {
    // Shell and terminal are big, and only this runtime runs them in this process.
    const { startExecutor } = await import('../executor/start-executor.ts');
    const options = this.#options;
    const files = new OpenFiles();
    const folder = new ExecutorDirectory(options.stateDir).folder(options.conversationId);
    const running = startExecutor(
      {
        token: '',
        listen: -1,
        workspace: this.#workspaceRoot,
        confineFiles: true,
        outputDirectory: join(folder, 'output'),
        environment: { ...userEnvironment(process.env, options.environment ?? {}), ...this.#gitAuthor() },
        noChangeTimeoutSeconds: options.noChangeTimeoutSeconds ?? DEFAULT_NO_CHANGE_SECONDS,
        hardTimeoutSeconds: options.hardTimeoutSeconds ?? DEFAULT_HARD_SECONDS,
        idleMinutes: options.idleMinutes ?? DEFAULT_IDLE_MINUTES,
        ledger: openLedgerFiles(folder, files),
        oomCounter: null,
        memoryLimitBytes: null,
        egressSocket: null,
        sharesNetwork: true,
        callerPidNamespace: '',
      },
      () => undefined,
    );
    return { running, files };
  }

  #connected(): Live {
    if (this.#live === undefined) {
      throw new CapstanError('runtime_disconnected', 'The runtime is not connected.');
    }
    return this.#live;
  }

  /** The user's own configuration stands unless somebody asks for another author. */
  #gitAuthor(): Record<string, string> {
    const identity = this.#options.gitIdentity;
    if (identity === undefined) return {};
    const { name, email } = identity;
    return {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    };
  }

  #setStatus(status: RuntimeStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus?.(status);
  }
}
