import type {
  ActionEvent,
  ExecuteOptions,
  ObservationDraft,
  Runtime,
  RuntimeStatus,
  SettleResult,
} from '@capstan/protocol';
import { AwaitedAccess } from '../access/awaited-access.ts';

/**
 * A runtime that starts while the model is asked already: the first action waits for it, and so does whoever
 * wants the workspace. Where the start fails, they fail with its reason.
 */
export class StartingRuntime implements Runtime {
  readonly access = new AwaitedAccess(async () => {
    await this.#started;
    return this.#runtime.access;
  });
  readonly #runtime: Runtime;
  #started: Promise<void>;

  constructor(runtime: Runtime, signal: AbortSignal) {
    this.#runtime = runtime;
    this.#started = runtime.connect(signal);
    // The first action hears of a failure; without one it must not end the process.
    this.#started.catch(() => undefined);
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

  /** Resolves once the runtime has started; rejects with the reason why it could not. */
  get started(): Promise<void> {
    return this.#started;
  }

  connect(signal: AbortSignal): Promise<void> {
    this.#started = this.#runtime.connect(signal);
    return this.#started;
  }

  async execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft> {
    await this.#started;
    return this.#runtime.execute(action, options);
  }

  async settle(actionId: number): Promise<SettleResult> {
    await this.#started;
    return this.#runtime.settle(actionId);
  }

  async close(options: { keep: boolean }): Promise<void> {
    await this.#started.catch(() => undefined);
    await this.#runtime.close(options);
  }
}
