import type { AgentState } from '@capstan/protocol';

const LIVE: readonly AgentState[] = [
  'running',
  'rate_limited',
  'awaiting_user_confirmation',
  'user_confirmed',
  'user_rejected',
];
const ENDED: readonly AgentState[] = ['finished', 'rejected', 'error', 'stopped'];
const RESTING: readonly AgentState[] = ['loading', 'awaiting_user_input', 'paused', ...ENDED];

/** From which states each state can be reached. Every other change is refused. */
const REACHED_FROM: Readonly<Record<AgentState, readonly AgentState[]>> = {
  loading: [],
  running: [...RESTING, 'rate_limited', 'user_confirmed', 'user_rejected'],
  awaiting_user_input: ['loading', 'running', 'user_rejected'],
  paused: [...LIVE, 'loading', 'awaiting_user_input'],
  stopped: [...LIVE, 'loading', 'awaiting_user_input', 'paused', 'error'],
  finished: ['running'],
  rejected: ['running'],
  error: [...LIVE, 'loading', 'awaiting_user_input', 'paused'],
  awaiting_user_confirmation: ['running'],
  user_confirmed: ['awaiting_user_confirmation'],
  user_rejected: ['awaiting_user_confirmation'],
  rate_limited: ['running'],
};

export function canTransition(from: AgentState, to: AgentState): boolean {
  return REACHED_FROM[to].includes(from);
}

/** Whether a message of the person sets the agent going from this state. */
export function wakesOnMessage(state: AgentState): boolean {
  return RESTING.includes(state) || state === 'rate_limited';
}

/** Whether nothing more happens in this state until somebody asks for it. */
export function isEnded(state: AgentState): boolean {
  return ENDED.includes(state);
}
