import type { AgentState, ObservationOfName } from '@capstan/protocol';
import type { ErrorEntry, StateEntry } from '../entry.ts';
import type { Standing } from './delegations.ts';
import { failureReason } from './failure-reason.ts';
import { stampOf } from './plain-entry.ts';

type StateChange = ObservationOfName<'agent_state_changed'>;

/** States that a person is told of in the log; the others show in what the agent does. */
const TOLD: ReadonlySet<AgentState> = new Set(['paused', 'stopped', 'rate_limited']);
const ENDED: ReadonlySet<AgentState> = new Set(['finished', 'rejected', 'error', 'stopped']);

export const hasEnded = (state: AgentState): boolean => ENDED.has(state);

export function standingAfter(event: StateChange): Standing {
  const { agent_state: agentState, reason } = event.extras;
  return {
    agentState,
    reason: agentState === 'error' ? reason : '',
    resumeAt: agentState === 'rate_limited' ? (event.resume_at ?? null) : null,
  };
}

/** Null where there is nothing to tell: what had ended is not stopped once more, and an error is told once. */
export function stateEntry(event: StateChange, before: Standing): StateEntry | ErrorEntry | null {
  const { agent_state: state, reason } = event.extras;
  if (state === 'error') {
    if (before.agentState === 'error' && before.reason === reason) return null;
    return { ...stampOf(event), kind: 'error', ...failureReason(reason) };
  }
  if (!TOLD.has(state) || state === before.agentState) return null;
  if (state === 'stopped' && hasEnded(before.agentState)) return null;
  const resumeAt = event.resume_at ?? null;
  return { ...stampOf(event), kind: 'state', state, reason, resumeAt, endedAt: null };
}
