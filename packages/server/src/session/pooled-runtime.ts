import {
  CapstanError,
  type ActionEvent,
  type ExecuteOptions,
  type ObservationDraft,
  type Runtime,
  type RuntimeStatus,
  type SettleResult,
  type WorkspaceAccess,
} from '@capstan/protocol';
import { AwaitedAccess } from '@capstan/runtime';

/**
 * A runtime that several share. Whoever asks something of it first starts it; a start that failed is tried again by
 * the next one who asks.
 */
export class PooledRuntime implements Runtime {
  readonly access: WorkspaceAccess;
  readonly #runtime: Runtime;
  readonly #before: Promise<void>;
  readonly #abort = new AbortController();
  #lettingGo = false;
  #started: Promise<void> | undefined;

  /** `before` is awaited before the start: an earlier sandbox of the conversation may still be ending. */
  constructor(runtime: Runtime, before: Promise<void>) {
    this.#runtime = runtime;
    this.#before = before;
    this.access = new AwaitedAccess(async () => {
      await this.start();
      return runtime.access;
    });
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
    return this.#connected(this.#execute(action, options));
  }

  /**
   * From now on an action that is cancelled goes on in the sandbox, for whoever asks for it again. Not where there is no
   * sandbox that outlives this process.
   */
  letGo(): void {
    this.#lettingGo = this.#runtime.driver !== 'cli';
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

  async #execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft> {
    const { signal } = options;
    const interruption = new AbortController();
    const letGo = Promise.withResolvers<never>();
    const onAbort = (): void => {
      if (this.#lettingGo) letGo.reject(new CapstanError('cancelled', 'The action was let go'));
      else interruption.abort(signal.reason);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const executed = this.#runtime.execute(action, { ...options, signal: interruption.signal });
      return await Promise.race([executed, letGo.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
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
