import type { AgentState, ConversationStatus } from '@capstan/protocol';
import type { ConversationCondition } from '@capstan/protocol/api';
import type { Standing } from '@capstan/storage';

const ENDED: readonly ConversationStatus[] = ['STOPPED', 'ARCHIVED'];
const BEGUN: readonly ConversationStatus[] = ['RUNNING', ...ENDED];
const AT_WORK: readonly AgentState[] = ['running', 'user_confirmed', 'user_rejected'];

/** What clients call how a conversation stands. No two conditions mean the same conversation. */
export const STANDINGS: Readonly<Record<ConversationCondition, readonly Standing[]>> = {
  starting: [{ status: ['STARTING'] }, { status: ['RUNNING'], agentState: ['loading'] }],
  working: [{ status: ['RUNNING'], agentState: [null, ...AT_WORK] }],
  'needs-you': [{ status: BEGUN, agentState: ['awaiting_user_input', 'awaiting_user_confirmation'] }],
  waiting: [{ status: ['RUNNING'], agentState: ['rate_limited'] }],
  paused: [{ status: BEGUN, agentState: ['paused'] }],
  done: [{ status: BEGUN, agentState: ['finished'] }],
  failed: [{ status: ['ERROR'] }, { status: BEGUN, agentState: ['rejected', 'error'] }],
  // Nobody drives any more what had not come to rest.
  stopped: [
    { status: BEGUN, agentState: ['stopped'] },
    { status: ENDED, agentState: [null, 'loading', 'rate_limited', ...AT_WORK] },
  ],
};

/** Undefined where neither condition nor state of the agent is asked for. */
export function standingsOf(query: {
  condition?: readonly ConversationCondition[] | undefined;
  agent_state?: readonly AgentState[] | undefined;
}): Standing[] | undefined {
  const { condition, agent_state: states } = query;
  if (condition === undefined) return states && [{ agentState: states }];
  const standings = [...new Set(condition)].flatMap((each) => STANDINGS[each]);
  if (states === undefined) return standings;
  return standings.map(({ status, agentState = states }) => ({
    status,
    agentState: agentState.filter((state) => state !== null && states.includes(state)),
  }));
}
