import type { AgentState, ConversationStatus } from '@capstan/protocol';
import { conditionOf, type Condition } from '../../screen/index.ts';

/** What is looked at to know how a conversation stands. */
export interface StandingParts {
  /** Of its record; undefined while that is not known. */
  status: ConversationStatus | undefined;
  agentState: AgentState;
  hasTask: boolean;
  /** Whether the log has come: before that, only the record tells. */
  caughtUp: boolean;
  /** What the record says of the agent. */
  recordedState: AgentState | null;
}

/** The log is newer than the record, as soon as it has come. */
export function standingOf({
  status,
  agentState,
  hasTask,
  caughtUp,
  recordedState,
}: StandingParts): Condition {
  if (!caughtUp)
    return conditionOf({ status, ...(recordedState === null ? {} : { agentState: recordedState }) });
  // An agent that says that it works has been started, whatever the record said a moment ago.
  const isDriven = agentState === 'running' || agentState === 'rate_limited';
  return conditionOf({ status: status === 'STARTING' && isDriven ? 'RUNNING' : status, agentState, hasTask });
}
