import { conditionOf, type Condition } from '../screen/index.ts';
import type { Conversation } from './conversations.ts';

/** How a conversation of a list stands. */
export function conversationCondition({ status, agent_state: agentState }: Conversation): Condition {
  return conditionOf({ status, ...(agentState === null ? {} : { agentState }) });
}
