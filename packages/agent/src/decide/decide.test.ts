import { describe, expect, it } from 'vitest';
import {
  agentStateChanged,
  changeAgentState,
  commandObservation,
  condensationRequest,
  errorObservation,
  finishAction,
  messageAction,
  runAction,
  systemAction,
  thinkAction,
  toResponseRecord,
  userRejectedObservation,
} from '@capstan/protocol';
import { answer, call, issued, LogBuilder, metadataOf, resultOf } from '../../test/log-builder.ts';
import { initialState } from '../state/conversation-state.ts';
import { fold } from '../state/evolve.ts';
import { DEFAULT_CONTROLLER_CONFIG, type ControllerConfig } from './controller-config.ts';
import { decide } from './decide.ts';

const LS = call('c1', 'execute_bash', { command: 'ls', security_risk: 'LOW' });
const PWD = call('c2', 'execute_bash', { command: 'pwd', security_risk: 'LOW' });

function started(): LogBuilder {
  const log = new LogBuilder();
  log.add(systemAction({ content: 'You work.' }), 'agent');
  log.add(messageAction({ content: 'do it' }), 'user');
  log.add(agentStateChanged('running'), 'environment');
  return log;
}

function given(log: LogBuilder, config: Partial<ControllerConfig> = {}) {
  const state = fold(initialState(), log.events);
  return { state, decision: decide(state, { ...DEFAULT_CONTROLLER_CONFIG, ...config }) };
}

describe('opening', () => {
  it('introduces the agent first', () => {
    expect(given(new LogBuilder()).decision).toEqual({ kind: 'introduce' });
  });

  it('awaits input without a task', () => {
    const log = new LogBuilder();
    log.add(systemAction({ content: 'x' }), 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'awaiting_user_input' });
  });

  it('runs once there is a task, then steps', () => {
    const log = new LogBuilder();
    log.add(messageAction({ content: 'do it' }), 'user');
    log.add(systemAction({ content: 'x' }), 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'running' });
    log.add(agentStateChanged('running'), 'environment');
    expect(given(log).decision).toEqual({ kind: 'step' });
  });
});

describe('working off a response', () => {
  it('executes an action, issues the next call, and steps when all are answered', () => {
    const log = started();
    const response = answer('r1', [LS, PWD]);
    const first = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'execute', action: { id: first.id } });
    log.add({ ...commandObservation('a', { command: 'ls' }), ...resultOf(response, 0, first.id) }, 'agent');
    expect(given(log).decision).toEqual({ kind: 'issue', call: 1 });
    const second = log.add(issued(runAction({ command: 'pwd' }), response, 1), 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'execute', action: { id: second.id } });
    log.add({ ...commandObservation('/', { command: 'pwd' }), ...resultOf(response, 1, second.id) }, 'agent');
    expect(given(log).decision).toEqual({ kind: 'step' });
    expect(given(log).state.steps).toBe(1);
  });

  it('goes on with the other calls after one that could not be understood', () => {
    const log = started();
    const response = answer('r1', [LS, PWD]);
    log.add({ ...errorObservation('bad'), ...metadataOf(response, 0) }, 'agent');
    expect(given(log).decision).toEqual({ kind: 'issue', call: 1 });
    expect(given(log).state.failures).toBe(1);
  });

  it('a user message while an action runs does not displace the action', () => {
    const log = started();
    const response = answer('r1', [LS]);
    const action = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    log.add(messageAction({ content: 'also this' }), 'user');
    expect(given(log).decision).toMatchObject({ kind: 'execute', action: { id: action.id } });
    log.add({ ...commandObservation('a', { command: 'ls' }), ...resultOf(response, 0, action.id) }, 'agent');
    expect(given(log).decision).toEqual({ kind: 'step' });
  });

  it('refuses what follows finish in the same answer, then finishes', () => {
    const log = started();
    const response = answer('r1', [call('c1', 'finish', { message: 'ok' }), PWD]);
    log.add(issued(finishAction({ final_thought: 'ok' }), response, 0), 'agent');
    const refused = given(log).decision;
    expect(refused).toMatchObject({ kind: 'refuse-call', call: 1 });
    log.add({ ...errorObservation('Not executed'), ...metadataOf(response, 1) }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'finished' });
    log.add(agentStateChanged('finished'), 'environment');
    expect(given(log)).toMatchObject({
      decision: { kind: 'wait' },
      state: { finalMessage: 'ok', openResponse: null },
    });
  });

  it('a message that came while the model wrote its answer is not passed over', () => {
    const log = started();
    const seen = log.events.length;
    log.add(messageAction({ content: 'wait, also that' }), 'user');
    const done = answer('r1', [call('c1', 'finish', { message: 'ok' })]);
    log.add({ ...issued(finishAction({ final_thought: 'ok' }), done, 0), seen_through: seen }, 'agent');
    expect(given(log).decision).toEqual({ kind: 'step' });
  });

  it('waits for the person after a plain message, unless the person spoke meanwhile', () => {
    const log = started();
    const words = answer('r1', [{ type: 'text', text: 'Which one?' }]);
    const draft = messageAction({ content: 'Which one?', wait_for_response: true });
    log.add({ ...draft, model_response: toResponseRecord(words), seen_through: 3 }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'awaiting_user_input' });
    log.add(messageAction({ content: 'the second' }), 'user');
    expect(given(log).decision).toEqual({ kind: 'step' });
  });

  it('thoughts are answered by the controller itself', () => {
    const log = started();
    const response = answer('r1', [call('c1', 'think', { thought: 'hm' })]);
    const thought = log.add(issued(thinkAction('hm'), response, 0), 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'execute', action: { id: thought.id } });
  });
});

describe('stopping and resuming', () => {
  it('leaves nothing open: the pending action first, then the other calls', () => {
    const log = started();
    const response = answer('r1', [LS, PWD]);
    const action = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    log.add(changeAgentState('stopped'), 'user');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'stopped' });
    log.add(agentStateChanged('stopped'), 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'refuse-action', action: { id: action.id } });
    log.add({ ...errorObservation('stopped'), ...resultOf(response, 0, action.id) }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'refuse-call', call: 1 });
    log.add({ ...errorObservation('stopped'), ...metadataOf(response, 1) }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'wait' });
  });

  it('a paused agent steps when it is resumed, although nothing new came', () => {
    const log = started();
    log.add(agentStateChanged('paused'), 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'wait' });
    log.add(changeAgentState('running'), 'user');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'running' });
    log.add(agentStateChanged('running'), 'environment');
    expect(given(log).decision).toEqual({ kind: 'step' });
  });

  it('ignores a request that the state machine does not allow', () => {
    const log = started();
    log.add(changeAgentState('user_confirmed'), 'user');
    log.add(changeAgentState('loading'), 'user');
    expect(given(log).state.request).toBeNull();
  });

  it('waits for a rate-limited model until the time is there', () => {
    const log = started();
    log.add(
      { ...agentStateChanged('rate_limited', 'slow down'), resume_at: '2026-01-01T00:10:00.000Z' },
      'environment',
    );
    expect(given(log).decision).toMatchObject({ kind: 'wait', resumeAt: '2026-01-01T00:10:00.000Z' });
  });
});

describe('confirmation', () => {
  function asked() {
    const log = started();
    const response = answer('r1', [LS, PWD]);
    log.add(agentStateChanged('awaiting_user_confirmation'), 'environment');
    const draft = runAction({ command: 'ls', confirmation_state: 'awaiting_confirmation' });
    const action = log.add(issued(draft, response, 0), 'agent');
    return { log, response, action };
  }

  it('waits for the person, and a message does not throw the question away', () => {
    const { log } = asked();
    expect(given(log).decision).toMatchObject({ kind: 'wait' });
    log.add(messageAction({ content: 'hm' }), 'user');
    expect(given(log).decision).toMatchObject({ kind: 'wait' });
    expect(given(log).state.pending).not.toBeNull();
  });

  it('asks the model again where a kill left a question without its action', () => {
    const log = started();
    log.add(agentStateChanged('awaiting_user_confirmation'), 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'running' });
    log.add(agentStateChanged('running'), 'environment');
    expect(given(log).decision).toEqual({ kind: 'step' });
  });

  it('runs the action appended again once it is confirmed, exactly once', () => {
    const { log, response, action } = asked();
    log.add(changeAgentState('user_confirmed'), 'user');
    expect(given(log).decision).toMatchObject({
      kind: 'answer',
      to: 'user_confirmed',
      action: { id: action.id },
    });
    const again = log.add(
      {
        ...runAction({ command: 'ls', confirmation_state: 'confirmed' }),
        ...resultOf(response, 0, 0),
        cause: undefined,
      },
      'agent',
    );
    log.add(agentStateChanged('user_confirmed'), 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'execute', action: { id: again.id } });
    expect(given(log).state.openResponse?.issued).toBe(1);
    log.add({ ...commandObservation('a', { command: 'ls' }), ...resultOf(response, 0, again.id) }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'running' });
  });

  it('after a rejection the rest of the answer does not run', () => {
    const { log, response } = asked();
    log.add(changeAgentState('user_rejected'), 'user');
    const again = log.add(
      {
        ...runAction({ command: 'ls', confirmation_state: 'rejected' }),
        ...resultOf(response, 0, 0),
        cause: undefined,
      },
      'agent',
    );
    log.add(agentStateChanged('user_rejected'), 'environment');
    log.add({ ...userRejectedObservation('no'), ...resultOf(response, 0, again.id) }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'refuse-call', call: 1 });
    log.add({ ...errorObservation('Not executed'), ...metadataOf(response, 1) }, 'agent');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'awaiting_user_input' });
  });
});

describe('limits', () => {
  function afterSteps(count: number): LogBuilder {
    const log = started();
    for (let step = 0; step < count; step += 1) {
      const response = answer(`r${step}`, [LS]);
      const action = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
      log.add(
        { ...commandObservation('a', { command: 'ls' }), ...resultOf(response, 0, action.id) },
        'agent',
      );
    }
    return log;
  }

  it('stops at the last allowed step and grants as many again on resume', () => {
    const log = afterSteps(3);
    const { decision } = given(log, { maxIterations: 3 });
    expect(decision).toEqual({
      kind: 'transition',
      to: 'error',
      reason: 'limit_iterations: Agent reached maximum iteration. Current iteration: 3, max iteration: 3',
    });
    log.add(agentStateChanged('error', decision.kind === 'transition' ? decision.reason : ''), 'environment');
    log.add(changeAgentState('running'), 'user');
    log.add(agentStateChanged('running'), 'environment');
    expect(given(log, { maxIterations: 3 }).decision).toEqual({ kind: 'step' });
  });

  it('stops when the budget is used up', () => {
    expect(given(afterSteps(2), { maxBudgetUsd: 0.02 }).decision).toMatchObject({
      kind: 'transition',
      to: 'error',
    });
    expect(given(afterSteps(2), { maxBudgetUsd: 0.03 }).decision).toEqual({ kind: 'step' });
  });

  it('a budget cannot be kept with an unknown price, and says so', () => {
    const log = started();
    const response = { ...answer('r1', [LS]), cost: { usd: null, priceTable: 'none' } };
    const action = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    log.add({ ...commandObservation('a', { command: 'ls' }), ...resultOf(response, 0, action.id) }, 'agent');
    const { decision } = given(log, { maxBudgetUsd: 5 });
    expect(decision).toMatchObject({
      to: 'error',
      reason: expect.stringMatching(/^limit_price_unknown: .*price of test\/model is not known/),
    });
  });

  it('gives up after too many answers without a valid action', () => {
    const log = started();
    for (let step = 0; step < 5; step += 1) {
      log.add({ ...errorObservation('bad'), ...metadataOf(answer(`r${step}`, [LS]), 0) }, 'agent');
    }
    expect(given(log).decision).toMatchObject({
      to: 'error',
      reason: expect.stringContaining('5 answers in a row'),
    });
  });

  it('shortens the view before the next step when it was asked to', () => {
    const log = started();
    log.add(condensationRequest(), 'agent');
    expect(given(log).decision).toEqual({ kind: 'condense' });
  });
});

describe('the bill', () => {
  it('counts each response once, however often the log repeats it', () => {
    const log = started();
    const response = answer('r1', [LS, PWD]);
    const first = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    const repeated = {
      ...resultOf(response, 0, first.id).tool_call_metadata,
      model_response: toResponseRecord(response),
    };
    log.add(
      { ...commandObservation('a', { command: 'ls' }), cause: first.id, tool_call_metadata: repeated },
      'agent',
    );
    expect(given(log).state.spend).toMatchObject({ calls: 1, usd: 0.01, input: 100, output: 10 });
  });
});

describe('what comes between a decision and its event', () => {
  it('a first message is not lost when the agent has just decided to wait for one', () => {
    const log = new LogBuilder();
    log.add(systemAction({ content: 'x' }), 'agent');
    log.add(messageAction({ content: 'do it' }), 'user');
    log.add({ ...agentStateChanged('awaiting_user_input'), seen_through: 1 }, 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'running' });
  });

  it('a stop is not lost when the agent has just decided to run', () => {
    const log = new LogBuilder();
    log.add(messageAction({ content: 'do it' }), 'user');
    log.add(changeAgentState('stopped'), 'user');
    log.add({ ...agentStateChanged('running'), seen_through: 1 }, 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'stopped' });
  });

  it.each([
    ['a message', [messageAction({ content: 'more' })]],
    ['a message and a pause', [messageAction({ content: 'more' }), changeAgentState('paused')]],
  ])('a stop is not lost when %s has asked a finished agent for something else before', (_, before) => {
    const log = started();
    log.add(agentStateChanged('finished'), 'environment');
    for (const draft of before) log.add(draft, 'user');
    const seen_through = log.events.length;
    log.add(changeAgentState('stopped'), 'user');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'stopped' });
    log.add({ ...agentStateChanged('running'), seen_through }, 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'stopped' });
  });

  it.each(['stopped', 'paused'] as const)(
    'a message after the order is not lost when the agent is %s only then',
    (state) => {
      const log = started();
      log.add(changeAgentState(state), 'user');
      const message = log.add(messageAction({ content: 'and now?' }), 'user');
      expect(given(log).decision).toMatchObject({ kind: 'transition', to: state });
      log.add({ ...agentStateChanged(state), seen_through: message.id + 1 }, 'environment');
      expect(given(log).decision).toMatchObject({ kind: 'transition', to: 'running' });
      log.add({ ...agentStateChanged('running'), seen_through: message.id + 2 }, 'environment');
      expect(given(log).decision).toEqual({ kind: 'step' });
    },
  );

  it('a message before the order to stop does not undo it', () => {
    const log = started();
    log.add(messageAction({ content: 'and this' }), 'user');
    const order = log.add(changeAgentState('stopped'), 'user');
    log.add({ ...agentStateChanged('stopped'), seen_through: order.id + 1 }, 'environment');
    expect(given(log).decision).toEqual({ kind: 'wait', why: 'the agent is stopped' });
  });

  it('a message that was there before an error does not wake the agent for ever', () => {
    const log = started();
    log.add({ ...agentStateChanged('error', 'model_authentication: no'), seen_through: 3 }, 'environment');
    expect(given(log).decision).toMatchObject({ kind: 'wait' });
  });
});
