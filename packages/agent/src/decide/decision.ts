import type { ActionEvent, AgentState } from '@capstan/protocol';

/** What the controller does next. Each decision, carried out, adds at least one event, save `wait`. */
export type Decision =
  /** Nothing to do until an event arrives; `resumeAt` (UTC, ISO 8601) when time alone ends the wait. */
  | { kind: 'wait'; why: string; resumeAt?: string }
  /** Write the opening system message. */
  | { kind: 'introduce' }
  /** Change the state. `resumeAt` only with `rate_limited`. */
  | { kind: 'transition'; to: AgentState; reason: string }
  /** Ask the agent for its next actions. */
  | { kind: 'step' }
  /** Have the view shortened. */
  | { kind: 'condense' }
  /** Put the next call of the open response into the log. */
  | { kind: 'issue'; call: number }
  /** Append the pending action again, as the person answered. */
  | { kind: 'answer'; action: ActionEvent; to: 'user_confirmed' | 'user_rejected' }
  /** Carry out the pending action. */
  | { kind: 'execute'; action: ActionEvent }
  /** Say of the pending action that it was not executed. */
  | { kind: 'refuse-action'; action: ActionEvent; why: string }
  /** Say of a call of the open response that it was not executed. */
  | { kind: 'refuse-call'; call: number; why: string };
