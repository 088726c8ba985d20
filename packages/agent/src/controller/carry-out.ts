import {
  CapstanError,
  errorObservation,
  type ActionEvent,
  type ExecuteOptions,
  type ObservationDraft,
  type Runtime,
} from '@capstan/protocol';

export interface CarryOutOptions extends ExecuteOptions {
  runtime: Runtime;
  /** Whether an earlier controller may have asked for this action already. */
  inherited: boolean;
}

const LOST =
  'The runtime was restarted while this action ran, so its result is not known. It may have run in full, in part or ' +
  'not at all, and background processes and shell variables are gone. Look at the state before you repeat it.';

/**
 * Has an action run exactly once and gives what came of it. Where the runtime died under it, the runtime
 * is started again and the observation says that the result is lost; the action is not repeated.
 */
export async function carryOut(action: ActionEvent, options: CarryOutOptions): Promise<ObservationDraft> {
  if (options.inherited) return settleOrRun(action, options);
  try {
    return await options.runtime.execute(action, options);
  } catch (error) {
    if (!CapstanError.is(error) || error.code !== 'runtime_disconnected') throw error;
    await options.runtime.connect(options.signal);
    return settleOrRun(action, options);
  }
}

async function settleOrRun(action: ActionEvent, options: CarryOutOptions): Promise<ObservationDraft> {
  const known = await options.runtime.settle(action.id);
  switch (known.state) {
    case 'done':
      return known.observation;
    case 'running':
    case 'unknown':
      return options.runtime.execute(action, options);
    case 'lost':
      return errorObservation(LOST, 'AGENT_ERROR$ERROR_ACTION_NOT_EXECUTED_ERROR');
  }
}
