import { canTransition, wakesOnMessage } from '@capstan/agent';
import { readLog, type EventStore } from '@capstan/events';
import type { AgentState, Event } from '@capstan/protocol';

/** How the agent of a conversation stands, as far as its log tells. */
export interface Standing {
  state: AgentState;
  /** Id of the event that says so, -1 before there is one. */
  since: number;
  /** Why, for `error`. */
  reason: string;
  /** Events from this id on were not known yet when the state was decided. */
  decidedAt: number;
  /** Id of the last message of the person. */
  message: number;
  request: { to: AgentState; at: number } | null;
}

const UNBORN: Standing = {
  state: 'loading',
  since: -1,
  reason: '',
  decidedAt: 0,
  message: -1,
  request: null,
};

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

export function nextStanding(standing: Standing, event: Event): Standing {
  if (event.observation === 'agent_state_changed') {
    const { agent_state: state, reason } = event.extras;
    const decidedAt = Math.min(event.seen_through ?? event.id, event.id);
    return { ...standing, state, since: event.id, reason, decidedAt };
  }
  if (event.action === 'change_agent_state') {
    return { ...standing, request: { to: event.args.agent_state, at: event.id } };
  }
  if (event.action === 'message' && event.source === 'user') return { ...standing, message: event.id };
  return standing;
}

/** Whether nothing more happens until somebody asks for it. What was said or asked and not heeded yet keeps it going. */
export function isAtRest({ state, decidedAt, message, request }: Standing): boolean {
  if (!RESTS.has(state)) return false;
  if (message >= decidedAt && wakesOnMessage(state)) return false;
  return request === null || request.at < decidedAt || !canTransition(state, request.to);
}

/** How the agent stands at the end of the log. Costs O(events since its state last changed). */
export async function readStanding(store: EventStore): Promise<Standing> {
  let standing = UNBORN;
  const changes = { includeKinds: ['observation:agent_state_changed'] };
  for await (const event of readLog(store, { reverse: true, filter: changes, limit: 1 })) {
    standing = nextStanding(standing, event);
  }
  for await (const event of readLog(store, { from: standing.decidedAt })) {
    standing = nextStanding(standing, event);
  }
  return standing;
}
