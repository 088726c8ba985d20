import { evolve, initialState, type ConversationState } from '@capstan/agent';
import { readLog, type EventStore } from '@capstan/events';
import type { AgentState, Event, ObservationOfName } from '@capstan/protocol';
import { heldAction } from './held-action.ts';

/** How the agent of a conversation stands, as far as its log tells. */
export interface Standing {
  state: AgentState;
  /** Id of the event that says so, -1 before there is one. */
  since: number;
  /** Why, for `error`. */
  reason: string;
  /** Whether nothing more happens until somebody asks for it: what was said or asked has been heeded. */
  atRest: boolean;
}

/** States in which the agent waits for somebody. */
const RESTS: ReadonlySet<AgentState> = new Set<AgentState>([
  'awaiting_user_input',
  'awaiting_user_confirmation',
  'paused',
  'stopped',
  'finished',
  'rejected',
  'error',
]);

/** Follows how the agent of a conversation stands while its log grows. */
export class StandingFold {
  #state: ConversationState;
  #since: number;
  #through: number;

  private constructor(state: ConversationState, since: number) {
    this.#state = state;
    this.#since = since;
    this.#through = since;
  }

  /** To the end of the log. Costs O(events since the state changed before last), not O(log). */
  static async read(store: EventStore): Promise<StandingFold> {
    const changes = await lastChanges(store, 2);
    // A state may have been decided before what stands just ahead of it was known: so one change more is folded.
    const from = changes[1];
    const agentState = from?.extras.agent_state ?? 'loading';
    const asks = changes.some((each) => each.extras.agent_state === 'awaiting_user_confirmation');
    const pending = asks ? await heldAction(store) : null;
    const since = from?.id ?? -1;
    const fold = new StandingFold({ ...initialState(), agentState, pending }, since);
    for await (const event of readLog(store, { from: since + 1 })) fold.add(event);
    return fold;
  }

  get standing(): Standing {
    const { agentState: state, lastError, request } = this.#state;
    return {
      state,
      since: this.#since,
      reason: lastError,
      atRest: RESTS.has(state) && request === null,
    };
  }

  /** Id of the last event that is known, -1 for none. */
  get through(): number {
    return this.#through;
  }

  add(event: Event): void {
    this.#through = event.id;
    this.#state = evolve(this.#state, event);
    if (event.observation === 'agent_state_changed') this.#since = event.id;
  }
}

type StateChange = ObservationOfName<'agent_state_changed'>;

/** The newest first. */
async function lastChanges(store: EventStore, limit: number): Promise<StateChange[]> {
  const found: StateChange[] = [];
  const filter = { includeKinds: ['observation:agent_state_changed'] };
  for await (const event of readLog(store, { reverse: true, filter, limit })) {
    if (event.observation === 'agent_state_changed') found.push(event);
  }
  return found;
}
