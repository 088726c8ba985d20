import { textOrEmpty } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Values of `error_id` that V0 logs hold; most errors have none. */
export const ERROR_IDS = {
  badAction: 'AGENT_ERROR$BAD_ACTION',
  notExecutedStopped: 'AGENT_ERROR$ERROR_ACTION_NOT_EXECUTED_STOPPED',
  notExecutedError: 'AGENT_ERROR$ERROR_ACTION_NOT_EXECUTED_ERROR',
} as const;

/** Something went wrong and the model can act on it. */
export const errorKind = defineObservation('error', () => ({ error_id: textOrEmpty() }));

export type ErrorObservation = ObservationOfKind<typeof errorKind>;
export const errorObservation = (text: string, errorId = '') => errorKind.draft(text, { error_id: errorId });
