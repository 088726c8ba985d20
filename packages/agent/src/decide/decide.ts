import type { ConversationState } from '../state/conversation-state.ts';
import { confirmationOf } from './confirmation.ts';
import type { ControllerConfig } from './controller-config.ts';
import type { Decision } from './decision.ts';
import { limitHit } from './limits.ts';

/** What to do next. Pure: the same state and settings always give the same decision. */
export function decide(state: ConversationState, config: ControllerConfig): Decision {
  return refuseRest(state) ?? followRequest(state) ?? runUserAction(state) ?? decideByState(state, config);
}

/** Calls that must not run any more are answered before anything else happens. */
function refuseRest(state: ConversationState): Decision | null {
  const open = state.openResponse;
  if (open === null || open.refusal === null || state.pending !== null) return null;
  return { kind: 'refuse-call', call: open.issued, why: open.refusal };
}

function followRequest(state: ConversationState): Decision | null {
  const { request, pending } = state;
  if (request === null) return null;
  if ((request.to === 'user_confirmed' || request.to === 'user_rejected') && pending !== null) {
    return { kind: 'answer', action: pending, to: request.to };
  }
  return { kind: 'transition', to: request.to, reason: '' };
}

function runUserAction(state: ConversationState): Decision | null {
  const [action] = state.userActions;
  return action === undefined || state.pending !== null ? null : { kind: 'execute', action };
}

function decideByState(state: ConversationState, config: ControllerConfig): Decision {
  switch (state.agentState) {
    case 'loading':
      if (!state.introduced) return { kind: 'introduce' };
      return { kind: 'transition', to: state.hasTask ? 'running' : 'awaiting_user_input', reason: '' };
    case 'running':
      return decideRunning(state, config);
    case 'awaiting_user_confirmation':
      if (state.pending !== null) return { kind: 'wait', why: 'the person decides about an action' };
      if (state.openResponse !== null) return nextCall(state.openResponse.issued);
      // Killed between the state and the first action of an answer: nobody can decide about what is not there.
      return { kind: 'transition', to: 'running', reason: '' };
    case 'user_confirmed':
      if (state.pending !== null) return { kind: 'execute', action: state.pending };
      return { kind: 'transition', to: 'running', reason: '' };
    case 'user_rejected':
      if (state.pending !== null) return { kind: 'execute', action: state.pending };
      return { kind: 'transition', to: afterRejection(state), reason: '' };
    case 'rate_limited':
      return {
        kind: 'wait',
        why: 'the model is rate-limited',
        ...(state.resumeAt === null ? {} : { resumeAt: state.resumeAt }),
      };
    case 'awaiting_user_input':
    case 'paused':
      return { kind: 'wait', why: `the agent is ${state.agentState}` };
    case 'stopped':
    case 'error':
    case 'finished':
    case 'rejected':
      return tidyUp(state);
  }
}

/** Who says no and what to do instead is not asked once more. */
function afterRejection(state: ConversationState): 'running' | 'awaiting_user_input' {
  return state.lastUserMessage >= state.seenThrough ? 'running' : 'awaiting_user_input';
}

function decideRunning(state: ConversationState, config: ControllerConfig): Decision {
  if (state.pending !== null) {
    if (confirmationOf(state.pending) === 'awaiting_confirmation') {
      return { kind: 'transition', to: 'awaiting_user_confirmation', reason: '' };
    }
    return { kind: 'execute', action: state.pending };
  }
  if (state.openResponse !== null) return nextCall(state.openResponse.issued);
  if (state.awaitsAnswer || !state.hasTask) {
    return { kind: 'transition', to: 'awaiting_user_input', reason: '' };
  }
  if (state.failures >= config.maxFailures) {
    const reason = `model_bad_response: ${state.failures} answers in a row held no valid action`;
    return { kind: 'transition', to: 'error', reason };
  }
  const hit = limitHit(state, config);
  if (hit !== null) return { kind: 'transition', to: 'error', reason: `${hit.code}: ${hit.text}` };
  return state.condensationRequested ? { kind: 'condense' } : { kind: 'step' };
}

/** In an ended state nothing may stay open: the prompt of a later resume must pair up. */
function tidyUp(state: ConversationState): Decision {
  const why = REFUSALS[state.agentState === 'stopped' ? 'stopped' : 'error'];
  if (state.pending !== null) return { kind: 'refuse-action', action: state.pending, why };
  if (state.openResponse !== null) return { kind: 'refuse-call', call: state.openResponse.issued, why };
  return { kind: 'wait', why: `the agent is ${state.agentState}` };
}

const REFUSALS = {
  stopped: 'Stop button pressed. The action has not been executed.',
  error: 'The action has not been executed because the run ended with an error before.',
} as const;

function nextCall(call: number): Decision {
  return { kind: 'issue', call };
}
