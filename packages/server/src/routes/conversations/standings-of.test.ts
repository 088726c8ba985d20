import { AGENT_STATES, CONVERSATION_STATUSES } from '@capstan/protocol';
import { CONVERSATION_CONDITIONS } from '@capstan/protocol/api';
import { expect, it } from 'vitest';
import { STANDINGS, standingsOf } from './standings-of.ts';

it('every conversation stands in one way, and by one row of it', () => {
  for (const status of CONVERSATION_STATUSES) {
    for (const state of [null, ...AGENT_STATES]) {
      const fitting = CONVERSATION_CONDITIONS.flatMap((condition) =>
        STANDINGS[condition]
          .filter(
            (row) => row.status?.includes(status) !== false && row.agentState?.includes(state) !== false,
          )
          .map(() => condition),
      );
      expect(fitting, `${status} ${state}`).toHaveLength(1);
    }
  }
});

it('a state of the agent narrows a condition', () => {
  expect(standingsOf({})).toBeUndefined();
  expect(standingsOf({ agent_state: ['paused'] })).toEqual([{ agentState: ['paused'] }]);
  expect(
    standingsOf({ condition: ['needs-you', 'needs-you'], agent_state: ['awaiting_user_input'] }),
  ).toEqual([{ status: ['RUNNING', 'STOPPED', 'ARCHIVED'], agentState: ['awaiting_user_input'] }]);
  expect(standingsOf({ condition: ['failed'], agent_state: ['error'] })).toEqual([
    { status: ['ERROR'], agentState: ['error'] },
    { status: ['RUNNING', 'STOPPED', 'ARCHIVED'], agentState: ['error'] },
  ]);
});
