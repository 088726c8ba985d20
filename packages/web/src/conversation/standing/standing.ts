import type { AgentState, ConversationStatus } from '@capstan/protocol';
import { conditionOf, type Condition } from '../../screen/index.ts';

/** What is looked at to know how a conversation stands. */
export interface StandingParts {
  /** Of its record; undefined while that is not known. */
  status: ConversationStatus | undefined;
  agentState: AgentState;
  hasTask: boolean;
  /** Whether something was said that the agent has not seen. */
  unread: boolean;
  /** Whether the log has come: before that, only the record tells. */
  caughtUp: boolean;
  /** What the record says of the agent. */
  recordedState: AgentState | null;
}

/** The log is newer than the record, as soon as it has come. */
export function standingOf(parts: StandingParts): Condition {
  const { status, agentState, hasTask, caughtUp, recordedState } = parts;
  if (!caughtUp)
    return conditionOf({ status, ...(recordedState === null ? {} : { agentState: recordedState }) });
  return conditionOf({ status: statusOf(parts), agentState, hasTask });
}

const WORKS: ReadonlySet<AgentState> = new Set(['running', 'rate_limited']);
const RESTS: ReadonlySet<AgentState> = new Set(['awaiting_user_input', 'finished']);

/** An agent that works, or that has answered all, is not about to start, whatever the record said a moment ago. */
export function statusOf({
  status,
  agentState,
  hasTask,
  unread,
}: Pick<StandingParts, 'status' | 'agentState' | 'hasTask' | 'unread'>): ConversationStatus | undefined {
  const hasStarted = WORKS.has(agentState) || (hasTask && !unread && RESTS.has(agentState));
  return status === 'STARTING' && hasStarted ? 'RUNNING' : status;
}
