import type { Event } from '@capstan/protocol';

/** An event to be sent; `asAgent` when clients are to take the agent for its source. */
export interface WireEvent {
  event: Event;
  asAgent: boolean;
}

/** What the environment says live. The rest of it is seen by those who read the history. */
const LIVE_FROM_ENVIRONMENT: ReadonlySet<string | undefined> = new Set([
  'run',
  'agent_state_changed',
  'recall',
  'error',
]);

const isNull = (event: Event): boolean => event.action === 'null' || event.observation === 'null';

const asIs = (event: Event): WireEvent => ({ event, asAgent: false });

/**
 * Which events go over Socket.IO, by the rules of OpenHands: they differ for the history, up to `historyEnd`, and for
 * what comes after. Of the changes of state in the history only the last one is sent, at its end.
 */
export class WireRule {
  readonly #historyEnd: number;
  #lastState: Event | undefined;

  /** `historyEnd` is the id of the last event of the history. */
  constructor(historyEnd: number) {
    this.#historyEnd = historyEnd;
  }

  /** What to send when this event comes: they come in order. */
  next(event: Event): WireEvent[] {
    if (event.id > this.#historyEnd) return [...this.#endOfHistory(), ...liveForm(event)];
    const sent = this.#historyForm(event);
    return event.id === this.#historyEnd ? [...sent, ...this.#endOfHistory()] : sent;
  }

  #historyForm(event: Event): WireEvent[] {
    if (isNull(event) || event.action === 'recall') return [];
    if (event.observation !== 'agent_state_changed') return [asIs(event)];
    this.#lastState = event;
    return [];
  }

  #endOfHistory(): WireEvent[] {
    const state = this.#lastState;
    this.#lastState = undefined;
    return state === undefined ? [] : [asIs(state)];
  }
}

function liveForm(event: Event): WireEvent[] {
  if (isNull(event)) return [];
  if (event.source === 'agent' || event.source === 'user') return [asIs(event)];
  const inEnvironment = event.source === 'environment' && LIVE_FROM_ENVIRONMENT.has(event.observation);
  return inEnvironment || event.observation === 'error' ? [{ event, asAgent: true }] : [];
}
