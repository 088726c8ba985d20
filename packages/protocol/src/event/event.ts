import type { JsonObject } from '../json.ts';
import type { ActionOfKind } from './action-kind.ts';
import type { Stamp } from './envelope.ts';
import type { ACTION_KINDS, ActionName, OBSERVATION_KINDS, ObservationName } from './event-kind.ts';
import type { ObservationOfKind } from './observation-kind.ts';

type ActionsByName = { [Name in ActionName]: ActionOfKind<(typeof ACTION_KINDS)[Name]> };
type ObservationsByName = { [Name in ObservationName]: ObservationOfKind<(typeof OBSERVATION_KINDS)[Name]> };

/** What somebody wants done. Told apart by `action`. */
export type ActionEvent = ActionsByName[ActionName];

/** What came of an action, or happened by itself. Told apart by `observation`. */
export type ObservationEvent = ObservationsByName[ObservationName];

/** An event that this version cannot read. It keeps its place in the log and passes through unchanged. */
export interface OpaqueEvent extends Stamp {
  /** As it was read; a value that was not an object stands under `value`. */
  opaque: JsonObject;
  /** Why it cannot be read. */
  reason: string;
  cause?: number;
  action?: undefined;
  observation?: undefined;
}

/** One entry of the log. The same object in memory, on disk and on the wire. */
export type Event = ActionEvent | ObservationEvent | OpaqueEvent;

export type ActionOfName<Name extends ActionName> = ActionsByName[Name];
export type ObservationOfName<Name extends ObservationName> = ObservationsByName[Name];

/** Actions that a runtime runs. All of them have `confirmation_state` and `security_risk`. */
export const RUNNABLE_ACTIONS = [
  'run',
  'run_ipython',
  'read',
  'write',
  'edit',
  'browse',
  'browse_interactive',
  'call_tool_mcp',
] as const satisfies readonly ActionName[];

export type RunnableAction = ActionsByName[(typeof RUNNABLE_ACTIONS)[number]];

const RUNNABLE: ReadonlySet<string | undefined> = new Set(RUNNABLE_ACTIONS);

export const isAction = (event: Event): event is ActionEvent => event.action !== undefined;
export const isObservation = (event: Event): event is ObservationEvent => event.observation !== undefined;
export const isOpaque = (event: Event): event is OpaqueEvent =>
  'opaque' in event && event.opaque !== undefined;
export const isRunnable = (event: Event): event is RunnableAction => RUNNABLE.has(event.action);
