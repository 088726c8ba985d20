import {
  fromResponseRecord,
  isAction,
  isFullResponse,
  isObservation,
  isRunnable,
  type ActionEvent,
  type AgentState,
  type Event,
  type ModelResponse,
  type ObservationEvent,
} from '@capstan/protocol';
import type { ConversationState, OpenResponse, StateRequest } from './conversation-state.ts';
import { addAside, addResponse } from './spend.ts';
import { canTransition, wakesOnMessage } from './transitions.ts';

/** The only way a state changes. Pure and total: whatever the event is, it gives a state. */
export function evolve(state: ConversationState, event: Event): ConversationState {
  const counted = withResponse({ ...state, eventCount: event.id + 1 }, event);
  if (isAction(event)) return closeResponse(onAction(counted, event));
  if (isObservation(event)) return closeResponse(onObservation(counted, event));
  return counted;
}

/** Folds a whole log. */
export function fold(state: ConversationState, events: Iterable<Event>): ConversationState {
  let folded = state;
  for (const event of events) folded = evolve(folded, event);
  return folded;
}

/** The model response that this event brings into the log, if it is the first one to carry it. */
export function responseOf(event: Event): ModelResponse | null {
  if (!isAction(event) && !isObservation(event)) return null;
  const record = event.tool_call_metadata?.model_response ?? event.model_response;
  return record !== undefined && isFullResponse(record) ? fromResponseRecord(record) : null;
}

function withResponse(state: ConversationState, event: Event): ConversationState {
  const aside = event.opaque === undefined ? event.side_response : undefined;
  if (aside !== undefined && isFullResponse(aside)) {
    return { ...state, spend: addAside(state.spend, fromResponseRecord(aside)) };
  }
  const response = responseOf(event);
  if (response === null || response.id === state.lastResponseId) return state;
  const calls = response.content.filter((part) => part.type === 'tool-call');
  return {
    ...state,
    steps: state.steps + 1,
    lastResponseId: response.id,
    seenThrough: seenThroughOf(event),
    failures: state.failures + 1,
    rateLimitWaits: 0,
    spend: addResponse(state.spend, response),
    openResponse: calls.length === 0 ? null : { responseId: response.id, calls, issued: 0, refusal: null },
  };
}

/** Logs of other systems do not say: then everything before the answer counts as seen. */
function seenThroughOf(event: Event): number {
  return event.opaque === undefined ? (event.seen_through ?? event.id) : event.id;
}

function onAction(state: ConversationState, event: ActionEvent): ConversationState {
  if (event.source === 'user' && isRunnable(event)) {
    return { ...state, userActions: [...state.userActions, event] };
  }
  const issued = event.source === 'agent' ? onIssued({ ...state, failures: 0 }, event) : state;
  switch (event.action) {
    case 'system':
      return { ...issued, introduced: true };
    case 'message':
      return event.source === 'user' ? onUserMessage(issued, event.id) : onAgentMessage(issued, event);
    case 'change_agent_state':
      return onStateRequest(issued, event.args.agent_state, event.id);
    case 'finish':
      return onFinish(issued, event);
    case 'reject':
      return {
        ...issued,
        outputs: event.args.outputs,
        request: { to: 'rejected', at: event.id },
        openResponse: refuse(issued.openResponse, 'Not executed: the task was rejected before.'),
      };
    case 'condensation_request':
      return { ...issued, condensationRequested: true };
    case 'condensation':
      return { ...issued, condensationRequested: false };
    case 'task_tracking':
      if (event.args.command !== 'plan') return { ...issued, pending: event };
      return { ...issued, pending: event, tasks: event.args.task_list };
    case 'think':
      return { ...issued, pending: event };
    default:
      return isRunnable(event) ? { ...issued, pending: event } : issued;
  }
}

/** Counts a call as issued, unless this is the pending action appended again with the person's answer. */
function onIssued(state: ConversationState, event: ActionEvent): ConversationState {
  const open = state.openResponse;
  const metadata = event.tool_call_metadata;
  if (open === null || metadata === undefined || metadata.model_response['id'] !== open.responseId)
    return state;
  if (state.pending?.tool_call_metadata?.tool_call_id === metadata.tool_call_id) return state;
  return { ...state, openResponse: { ...open, issued: open.issued + 1 } };
}

function onUserMessage(state: ConversationState, id: number): ConversationState {
  return {
    ...state,
    hasTask: true,
    lastUserMessage: id,
    awaitsAnswer: false,
    request: requestAfterMessage(state, id),
  };
}

/** A message wakes an agent that rests, and holds back one that is about to end. */
function requestAfterMessage({ agentState, request }: ConversationState, id: number): StateRequest | null {
  if (agentState !== 'loading' && wakesOnMessage(agentState)) return { to: 'running', at: id };
  return request?.to === 'finished' || request?.to === 'rejected' ? null : request;
}

function onAgentMessage(
  state: ConversationState,
  event: Extract<ActionEvent, { action: 'message' }>,
): ConversationState {
  const missedOne = state.lastUserMessage >= state.seenThrough;
  return { ...state, awaitsAnswer: event.args.wait_for_response && !missedOne };
}

function onFinish(
  state: ConversationState,
  event: Extract<ActionEvent, { action: 'finish' }>,
): ConversationState {
  const missedOne = state.lastUserMessage >= state.seenThrough;
  return {
    ...state,
    outputs: event.args.outputs,
    finalMessage: event.args.final_thought,
    request: missedOne ? state.request : { to: 'finished', at: event.id },
    openResponse: refuse(state.openResponse, 'Not executed: the task was finished before.'),
  };
}

function refuse(open: OpenResponse | null, refusal: string): OpenResponse | null {
  return open === null ? null : { ...open, refusal };
}

function onStateRequest(state: ConversationState, to: AgentState, at: number): ConversationState {
  if (!canTransition(state.agentState, to) && !canTransition(aboutToBe(state), to)) return state;
  if ((to === 'user_confirmed' || to === 'user_rejected') && state.pending === null) return state;
  return { ...state, request: { to, at } };
}

/** The state that has been asked for: who was woken but does not run yet can be stopped as if it ran. */
function aboutToBe({ request, agentState }: ConversationState): AgentState {
  return request?.to === 'running' || request?.to === 'paused' ? request.to : agentState;
}

function onObservation(state: ConversationState, event: ObservationEvent): ConversationState {
  if (event.observation === 'agent_state_changed') return onStateChanged(state, event);
  if (event.cause === undefined) return onUnissuedCall(state, event);
  if (state.pending?.id === event.cause) {
    const rejected = event.observation === 'user_rejected';
    return {
      ...state,
      pending: null,
      openResponse: rejected
        ? refuse(state.openResponse, 'Not executed: the person rejected an earlier action of this answer.')
        : state.openResponse,
    };
  }
  if (state.userActions.some((action) => action.id === event.cause)) {
    return { ...state, userActions: state.userActions.filter((action) => action.id !== event.cause) };
  }
  return state;
}

/** An error in place of an action: a call that could not be understood, or that must not run. */
function onUnissuedCall(state: ConversationState, event: ObservationEvent): ConversationState {
  const open = state.openResponse;
  if (event.observation !== 'error' || open === null) return state;
  if (event.tool_call_metadata?.model_response['id'] !== open.responseId) return state;
  return { ...state, openResponse: { ...open, issued: open.issued + 1 } };
}

function closeResponse(state: ConversationState): ConversationState {
  const open = state.openResponse;
  if (open === null || state.pending !== null || open.issued < open.calls.length) return state;
  return { ...state, openResponse: null };
}

function onStateChanged(
  state: ConversationState,
  event: Extract<ObservationEvent, { observation: 'agent_state_changed' }>,
): ConversationState {
  const to = event.extras.agent_state;
  const resumed = state.agentState === 'error' && to === 'running';
  return {
    ...state,
    agentState: to,
    lastError: to === 'error' ? event.extras.reason : '',
    request: outlives(state, to, event.seen_through ?? event.id),
    awaitsAnswer: to === 'running' ? false : state.awaitsAnswer,
    failures: to === 'running' ? 0 : state.failures,
    stepGrants: state.stepGrants + (resumed && state.lastError.startsWith('limit_iterations') ? 1 : 0),
    budgetGrants: state.budgetGrants + (resumed && state.lastError.startsWith('limit_budget') ? 1 : 0),
    rateLimitWaits: state.rateLimitWaits + (to === 'rate_limited' ? 1 : 0),
    resumeAt: to === 'rate_limited' ? (event.resume_at ?? null) : null,
  };
}

/**
 * What still asks for a change after this one: a request or a message that came when the change had been
 * decided already, so that the decision could not heed it; or a message that came after the order to stop which is
 * carried out only now. Who speaks after a stop wants an answer.
 */
function outlives(state: ConversationState, to: AgentState, decidedAt: number): StateRequest | null {
  const { request, lastUserMessage } = state;
  if (request !== null && request.at >= decidedAt) {
    if (canTransition(to, request.to)) return request;
    // A stop that came last wants nothing more of an agent that has ended by itself.
    if (request.at > lastUserMessage) return null;
  }
  const heeded = request?.to === to ? Math.min(request.at, decidedAt) : decidedAt;
  if (lastUserMessage >= heeded && wakesOnMessage(to) && to !== 'loading') {
    return { to: 'running', at: lastUserMessage };
  }
  return null;
}
