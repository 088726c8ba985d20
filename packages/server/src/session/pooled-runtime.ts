import {
  CapstanError,
  type ActionEvent,
  type ExecuteOptions,
  type ObservationDraft,
  type OpenedFile,
  type ProgramRequest,
  type ProgramResult,
  type Runtime,
  type RuntimeStatus,
  type SettleResult,
  type WorkspaceAccess,
  type WorkspaceEntry,
} from '@capstan/protocol';

/**
 * A runtime that several share. Whoever asks something of it first starts it; a start that failed is tried again by
 * the next one who asks.
 */
export class PooledRuntime implements Runtime {
  readonly access: WorkspaceAccess;
  readonly #runtime: Runtime;
  readonly #before: Promise<void>;
  readonly #abort = new AbortController();
  #started: Promise<void> | undefined;

  /** `before` is awaited before the start: an earlier sandbox of the conversation may still be ending. */
  constructor(runtime: Runtime, before: Promise<void>) {
    this.#runtime = runtime;
    this.#before = before;
    this.access = startedAccess(runtime.access, () => this.start());
  }

  get driver(): string {
    return this.#runtime.driver;
  }

  get status(): RuntimeStatus {
    return this.#runtime.status;
  }

  get workspaceRoot(): string {
    return this.#runtime.workspaceRoot;
  }

  /** Resolves once it runs; rejects with the reason why it cannot. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async connect(): Promise<void> {
    await this.start();
  }

  async execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft> {
    await this.start();
    return this.#connected(this.#runtime.execute(action, options));
  }

  async settle(actionId: number): Promise<SettleResult> {
    await this.start();
    return this.#connected(this.#runtime.settle(actionId));
  }

  async close(options: { keep: boolean }): Promise<void> {
    this.#abort.abort();
    await this.#started?.catch(() => undefined);
    await this.#runtime.close(options);
  }

  /** Whoever asks after a lost connection connects again. */
  async #connected<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (CapstanError.is(error) && error.code === 'runtime_disconnected') this.#started = undefined;
      throw error;
    }
  }

  async #start(): Promise<void> {
    try {
      await this.#before;
      await this.#runtime.connect(this.#abort.signal);
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
  }
}

function startedAccess(access: WorkspaceAccess, start: () => Promise<void>): WorkspaceAccess {
  return {
    async list(path): Promise<WorkspaceEntry[]> {
      await start();
      return access.list(path);
    },
    async read(path, options): Promise<OpenedFile> {
      await start();
      return access.read(path, options);
    },
    async write(path, body, options): Promise<{ path: string; sizeBytes: number }> {
      await start();
      return access.write(path, body, options);
    },
    async *zip(path, options): AsyncGenerator<Uint8Array, void> {
      await start();
      yield* access.zip(path, options);
    },
    async run(request: ProgramRequest): Promise<ProgramResult> {
      await start();
      return access.run(request);
    },
  };
}
