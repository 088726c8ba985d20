import {
  CapstanError,
  commandObservation,
  errorObservation,
  type ActionEvent,
  type ObservationDraft,
  type Runtime,
  type SettleResult,
} from '@capstan/protocol';
import { AwaitedAccess } from '@capstan/runtime';

/** A runtime in memory that has every command done at once: what is left is the cost of everything else. */
export class InstantRuntime implements Runtime {
  readonly driver = 'instant';
  readonly workspaceRoot = '/workspace';
  /** There is no workspace. */
  readonly access = new AwaitedAccess(() =>
    Promise.reject(new CapstanError('runtime_disconnected', 'This runtime has no workspace.')),
  );
  readonly status = 'STATUS$READY';
  readonly #output: string;

  /** `output` is what every command prints. */
  constructor(output = '') {
    this.#output = output;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  execute(action: ActionEvent): Promise<ObservationDraft> {
    if (action.action !== 'run')
      return Promise.resolve(errorObservation(`${action.action} is not known here`));
    const metadata = { exit_code: 0, working_dir: this.workspaceRoot };
    return Promise.resolve(commandObservation(this.#output, { command: action.args.command, metadata }));
  }

  settle(): Promise<SettleResult> {
    return Promise.resolve({ state: 'unknown' });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
