import type { ActionEvent, AgentState, JsonObject, ToolCallPart } from '@capstan/protocol';
import { NO_SPEND, type Spend } from './spend.ts';

/** A model response whose calls are being worked off, one after another. */
export interface OpenResponse {
  responseId: string;
  /** The calls in the order of the model. */
  calls: readonly ToolCallPart[];
  /** How many of them stand in the log, as an action or as an error. */
  issued: number;
  /** Why the rest must not run any more; null while it may. */
  refusal: string | null;
}

/** A change of state that somebody asked for and that has not been made yet. */
export interface StateRequest {
  to: AgentState;
  /** Id of the event that asked for it. */
  at: number;
}

/**
 * What the log says about a conversation, and nothing else: `evolve` is the only way to it.
 * Plain data, so that it can be stored as a snapshot and compared.
 */
export interface ConversationState {
  /** Events folded so far; the id of the next one. */
  eventCount: number;
  agentState: AgentState;
  /** Why the agent is in `error`; empty otherwise. */
  lastError: string;
  request: StateRequest | null;
  /** Whether the opening system message stands in the log. */
  introduced: boolean;
  /** Whether any user message stands in the log. */
  hasTask: boolean;
  /** Id of the last user message; -1 when there is none. */
  lastUserMessage: number;
  /** Events that the model had seen when it last answered. */
  seenThrough: number;
  /** Whether the last word of the agent was a message that waits for an answer. */
  awaitsAnswer: boolean;
  /** The agent's action that has no observation yet. */
  pending: ActionEvent | null;
  /** Actions that the person runs directly and that have no observation yet, oldest first. */
  userActions: readonly ActionEvent[];
  openResponse: OpenResponse | null;
  /** Responses of the model so far. */
  steps: number;
  /** The last of them; logs of other systems repeat a response in several events. */
  lastResponseId: string;
  /** How often more steps, or more budget, were granted by resuming after the limit was hit. */
  stepGrants: number;
  budgetGrants: number;
  /** Answers in a row that led to no valid action. */
  failures: number;
  /** Rate-limit waits in a row since the last answer. */
  rateLimitWaits: number;
  /** When a rate-limited agent goes on: UTC, ISO 8601; null when it does not wait. */
  resumeAt: string | null;
  /** Whether the view must be shortened before the next step. */
  condensationRequested: boolean;
  spend: Spend;
  tasks: readonly JsonObject[];
  /** What the agent handed over with `finish` or `reject`. */
  outputs: JsonObject;
  /** The text for the person of the last `finish`. */
  finalMessage: string;
}

export function initialState(): ConversationState {
  return {
    eventCount: 0,
    agentState: 'loading',
    lastError: '',
    request: null,
    introduced: false,
    hasTask: false,
    lastUserMessage: -1,
    seenThrough: 0,
    awaitsAnswer: false,
    pending: null,
    userActions: [],
    openResponse: null,
    steps: 0,
    lastResponseId: '',
    stepGrants: 0,
    budgetGrants: 0,
    failures: 0,
    rateLimitWaits: 0,
    resumeAt: null,
    condensationRequested: false,
    spend: NO_SPEND,
    tasks: [],
    outputs: {},
    finalMessage: '',
  };
}
