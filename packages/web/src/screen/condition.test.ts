import { AGENT_STATES, CONVERSATION_STATUSES } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { conditionOf, CONDITIONS, conditionText, needsYou } from './condition.ts';

it.each([
  ['loading', 'starting'],
  ['running', 'working'],
  ['user_confirmed', 'working'],
  ['awaiting_user_confirmation', 'needs-you'],
  ['awaiting_user_input', 'needs-you'],
  ['rate_limited', 'waiting'],
  ['paused', 'paused'],
  ['finished', 'done'],
  ['rejected', 'failed'],
  ['error', 'failed'],
  ['stopped', 'stopped'],
] as const)('an agent that is %s in a conversation that runs is %s', (agentState, condition) => {
  expect(conditionOf({ status: 'RUNNING', agentState })).toBe(condition);
});

it('a conversation that nobody drives is stopped where it would go on, and what it was where it would not', () => {
  const ofStopped = (agentState: (typeof AGENT_STATES)[number]) =>
    conditionOf({ status: 'STOPPED', agentState });
  expect(AGENT_STATES.map(ofStopped)).not.toContain('working');
  expect(AGENT_STATES.map(ofStopped)).not.toContain('starting');
  expect(ofStopped('finished')).toBe('done');
  expect(ofStopped('awaiting_user_confirmation')).toBe('needs-you');
});

it('the state of the conversation counts before that of the agent while it starts and when it has failed', () => {
  expect(conditionOf({ status: 'STARTING', agentState: 'finished' })).toBe('starting');
  expect(conditionOf({ status: 'ERROR', agentState: 'running' })).toBe('failed');
});

it('a conversation without a word of the person waits for one, and that is no reason to call', () => {
  const parts = { status: 'RUNNING', agentState: 'awaiting_user_input', hasTask: false } as const;
  expect(conditionOf(parts)).toBe('waiting');
  expect(needsYou(parts)).toBe(false);
});

it('lists know the status alone', () => {
  expect(CONVERSATION_STATUSES.map((status) => conditionOf({ status }))).toEqual([
    'starting',
    'working',
    'stopped',
    'stopped',
    'failed',
  ]);
});

it('has words for each', () => {
  expect(CONDITIONS.map(conditionText)).toEqual([
    'Starting',
    'Working',
    'Needs you',
    'Waiting',
    'Paused',
    'Done',
    'Failed',
    'Stopped',
  ]);
});
