import { decide, DEFAULT_CONTROLLER_CONFIG, evolve, initialState } from '@capstan/agent';
import { readLog, type EventStore } from '@capstan/events';

/**
 * Whether a conversation had something left to do when its server ended: an action to run, a model to ask, a wait to
 * sit out. One that waits for the person has not.
 */
export async function hasWorkLeft(store: EventStore): Promise<boolean> {
  let state = initialState();
  for await (const event of readLog(store)) state = evolve(state, event);
  if (state.eventCount === 0) return false;
  const decision = decide(state, DEFAULT_CONTROLLER_CONFIG);
  return decision.kind !== 'wait' || decision.resumeAt !== undefined;
}
