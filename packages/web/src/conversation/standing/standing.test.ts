import { expect, it } from 'vitest';
import { standingOf, type StandingParts } from './standing.ts';

const parts: StandingParts = {
  status: 'RUNNING',
  agentState: 'running',
  hasTask: true,
  unread: false,
  caughtUp: true,
  recordedState: 'finished',
};

it.each([
  ['the log, once it has come', {}, 'working'],
  ['the record, until then', { caughtUp: false }, 'done'],
  ['that the agent works, before the record knows that it was started', { status: 'STARTING' }, 'working'],
  ['starting, before the agent does anything', { status: 'STARTING', agentState: 'loading' }, 'starting'],
  ['that it waits for an answer', { status: 'STARTING', agentState: 'awaiting_user_input' }, 'needs-you'],
  [
    'starting, where it has to start for what was said',
    { status: 'STARTING', agentState: 'awaiting_user_input', unread: true },
    'starting',
  ],
  ['that nobody drives an agent that would work', { status: 'STOPPED' }, 'stopped'],
] as const)('tells %s', (_name, change, condition) => {
  expect(standingOf({ ...parts, ...change })).toBe(condition);
});
