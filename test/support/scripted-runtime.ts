import {
  CapstanError,
  commandObservation,
  errorObservation,
  type ActionEvent,
  type ExecuteOptions,
  type ObservationDraft,
  type Runtime,
  type RuntimeStatus,
  type SettleResult,
} from '@capstan/protocol';
import { AwaitedAccess } from '@capstan/runtime';

/** What a command does in this runtime: its output, or a failure of the runtime itself. */
export type Behaviour = (command: string, options: ExecuteOptions) => string | Promise<string>;

/**
 * A runtime in memory that keeps the contract: the same action id runs once, what ran is known, and a
 * behaviour may break it as a dying sandbox would.
 */
export class ScriptedRuntime implements Runtime {
  readonly driver = 'scripted';
  readonly workspaceRoot = '/workspace';
  /** There is no workspace. */
  readonly access = new AwaitedAccess(() =>
    Promise.reject(new CapstanError('runtime_disconnected', 'This runtime has no workspace.')),
  );
  status: RuntimeStatus = 'STATUS$READY';
  /** Commands in the order in which they were begun. */
  readonly ran: string[] = [];
  connections = 0;
  readonly #behaviour: Behaviour;
  readonly #known = new Map<number, SettleResult>();

  constructor(behaviour: Behaviour = (command) => `ran ${command}`) {
    this.#behaviour = behaviour;
  }

  connect(): Promise<void> {
    this.connections += 1;
    return Promise.resolve();
  }

  async execute(action: ActionEvent, options: ExecuteOptions): Promise<ObservationDraft> {
    const known = this.#known.get(action.id);
    if (known?.state === 'done') return known.observation;
    if (action.action !== 'run') return errorObservation(`${action.action} is not supported here`);
    const { command } = action.args;
    this.ran.push(command);
    this.#known.set(action.id, { state: 'lost' });
    const output = await this.#behaviour(command, options);
    const observation = commandObservation(output, { command, metadata: { exit_code: 0 } });
    this.#known.set(action.id, { state: 'done', observation });
    return observation;
  }

  settle(actionId: number): Promise<SettleResult> {
    return Promise.resolve(this.#known.get(actionId) ?? { state: 'unknown' });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Waits until the signal fires, as a command that never ends. */
export function untilInterrupted({ signal }: ExecuteOptions): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new CapstanError('cancelled', 'interrupted'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
