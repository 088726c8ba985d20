import type { ActionEvent } from '../event/event.ts';
import type { ObservationDraft } from '../event/draft.ts';
import type { RuntimeStatus } from '../state/runtime-status.ts';
import type { WorkspaceAccess } from './workspace-access.ts';

/** Live output of an action: ephemeral, never stored. */
export interface OutputDelta {
  actionId: number;
  text: string;
}

export interface ExecuteOptions {
  signal: AbortSignal;
  onOutput?: (delta: OutputDelta) => void;
}

/**
 * What the runtime knows of an action asked earlier.
 * - `done`: it ran, here is what came of it;
 * - `running`: it still runs, `execute` with the same id joins it;
 * - `lost`: it was started but its result cannot be known (the executor died under it);
 * - `unknown`: it never reached the runtime.
 */
export type SettleResult =
  | { state: 'done'; observation: ObservationDraft }
  | { state: 'running' }
  | { state: 'lost' }
  | { state: 'unknown' };

/** Where actions run: a driver, a sandbox and an executor inside it. One per conversation. */
export interface Runtime {
  readonly driver: string;
  readonly status: RuntimeStatus;
  /** Absolute path of the workspace as actions see it. */
  readonly workspaceRoot: string;
  /** The workspace for whoever is not the agent. Its calls reject with `runtime_disconnected` until `connect`. */
  readonly access: WorkspaceAccess;
  /**
   * Starts the sandbox, or finds the one that is still running for this conversation.
   * Rejects with a `CapstanError` (`sandbox_unavailable`, `workspace_not_writable`, …).
   */
  connect(signal: AbortSignal): Promise<void>;
  /**
   * Runs an action once. The same action id asked twice runs once and gives the same observation,
   * also after either side was restarted. What goes wrong inside is an `error` observation; it rejects
   * only when the runtime itself is gone (`runtime_disconnected`) or with `cancelled` when the signal
   * fires, after the running command was interrupted.
   */
  execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft>;
  /** What became of an action asked before a restart. */
  settle(actionId: number): Promise<SettleResult>;
  /** Ends the connection. `keep` leaves the sandbox running so that it can be found again. */
  close(options: { keep: boolean }): Promise<void>;
}
