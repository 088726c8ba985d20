import { isObservation, isRunnable, type Event, type RunnableAction } from '@capstan/protocol';

/** An action that has its observation. */
export interface DoneAction {
  action: RunnableAction;
  /** Unix milliseconds. */
  startedAt: number;
  endedAt: number;
  ok: boolean;
}

/** More at once are the doing of somebody who wants to fill the memory. */
const MOST_AT_ONCE = 1_000;

/** Actions of one conversation between being asked for and their observation. */
export class RunningActions {
  readonly #running = new Map<number, RunnableAction>();

  /** The action that the event is the observation of, if it is. */
  onEvent(event: Event): DoneAction | undefined {
    if (isRunnable(event)) this.#start(event);
    if (!isObservation(event) || event.cause === undefined) return undefined;
    const action = this.#running.get(event.cause);
    if (action === undefined) return undefined;
    this.#running.delete(event.cause);
    return {
      action,
      startedAt: Date.parse(action.timestamp),
      endedAt: Date.parse(event.timestamp),
      ok: event.observation !== 'error' && event.observation !== 'user_rejected' && event.success !== false,
    };
  }

  /** What has been asked for and has no observation. */
  get actions(): RunnableAction[] {
    return [...this.#running.values()];
  }

  /** Its confirmed copy runs, not the action that waits for a person. */
  #start(action: RunnableAction): void {
    if (action.args.confirmation_state === 'awaiting_confirmation') return;
    if (this.#running.size < MOST_AT_ONCE) this.#running.set(action.id, action);
  }
}
