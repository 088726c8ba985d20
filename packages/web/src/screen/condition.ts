import type { AgentState, ConversationStatus } from '@capstan/protocol';
import type { ConversationCondition } from '@capstan/protocol/api';

/** How a conversation stands, in the one vocabulary that people see, and by which lists are asked for. */
export const CONDITIONS = [
  'starting',
  'working',
  'needs-you',
  'waiting',
  'paused',
  'done',
  'failed',
  'stopped',
] as const satisfies readonly ConversationCondition[];

export type Condition = ConversationCondition;

export interface ConditionParts {
  /** Of the conversation's list or record; left out where only the log is known, such as a recorded one. */
  status?: ConversationStatus | null | undefined;
  /** Of the screen; left out where only the list is known. */
  agentState?: AgentState | undefined;
  /** Whether the person has said anything: without a word of theirs there is nothing to wait for. Default yes. */
  hasTask?: boolean;
}

/** What nobody drives any more when the conversation does not run: the log still tells how it ended. */
const DRIVEN: ReadonlySet<Condition> = new Set(['starting', 'working', 'waiting']);

export function conditionOf({ status, agentState, hasTask = true }: ConditionParts): Condition {
  if (status === 'STARTING') return 'starting';
  if (status === 'ERROR') return 'failed';
  const ended = status === 'STOPPED' || status === 'ARCHIVED';
  if (agentState === undefined) return ended ? 'stopped' : 'working';
  const condition = ofAgent(agentState, hasTask);
  return ended && DRIVEN.has(condition) ? 'stopped' : condition;
}

function ofAgent(agentState: AgentState, hasTask: boolean): Condition {
  switch (agentState) {
    case 'loading':
      return 'starting';
    case 'running':
    case 'user_confirmed':
    case 'user_rejected':
      return 'working';
    case 'rate_limited':
      return 'waiting';
    case 'awaiting_user_confirmation':
      return 'needs-you';
    case 'awaiting_user_input':
      return hasTask ? 'needs-you' : 'waiting';
    case 'paused':
      return 'paused';
    case 'stopped':
      return 'stopped';
    case 'finished':
      return 'done';
    case 'rejected':
    case 'error':
      return 'failed';
  }
}

/** Whether nothing goes on before the person has done something about it: what a notification is for. */
export function needsYou(parts: ConditionParts): boolean {
  const condition = conditionOf(parts);
  return condition === 'needs-you' || condition === 'failed';
}

/** As people read it. */
export function conditionText(condition: Condition): string {
  return condition === 'needs-you'
    ? 'Needs you'
    : `${condition.charAt(0).toUpperCase()}${condition.slice(1)}`;
}
