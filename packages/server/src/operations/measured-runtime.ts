import type {
  ActionEvent,
  ExecuteOptions,
  ObservationDraft,
  Runtime,
  RuntimeStatus,
  SettleResult,
  WorkspaceAccess,
} from '@capstan/protocol';
import type { ServerMetrics } from './server-metrics.ts';

/** A runtime of which it is measured how long its sandbox takes to start. */
export class MeasuredRuntime implements Runtime {
  readonly #runtime: Runtime;
  readonly #metrics: ServerMetrics;

  constructor(runtime: Runtime, metrics: ServerMetrics) {
    this.#runtime = runtime;
    this.#metrics = metrics;
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

  get access(): WorkspaceAccess {
    return this.#runtime.access;
  }

  async connect(signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    let ok = false;
    try {
      await this.#runtime.connect(signal);
      ok = true;
    } finally {
      // One that nobody wants any more says nothing about sandboxes.
      const seconds = (performance.now() - startedAt) / 1000;
      if (!signal.aborted) this.#metrics.sandboxStarted({ driver: this.driver, seconds, ok });
    }
  }

  execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft> {
    return this.#runtime.execute(action, options);
  }

  settle(actionId: number): Promise<SettleResult> {
    return this.#runtime.settle(actionId);
  }

  close(options: { keep: boolean }): Promise<void> {
    return this.#runtime.close(options);
  }
}
