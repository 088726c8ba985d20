import type { ConversationState } from '@capstan/agent';
import { changeAgentState, messageAction, type AgentState, type EventDraft } from '@capstan/protocol';
import type { RunOptions } from './run-options.ts';
import type { RunPlan } from './run-plan.ts';

/** States that end when the person asks the agent to go on, without a new message. */
const INTERRUPTED: readonly AgentState[] = ['stopped', 'error', 'paused'];

/**
 * What the person says or does at the start of a run. Where an action waits for an answer, a message
 * means no, rather this; and to ask no more means yes.
 */
export function openingEvents(plan: RunPlan, state: ConversationState, options: RunOptions): EventDraft[] {
  const asked = state.agentState === 'awaiting_user_confirmation' && state.pending !== null;
  if (plan.message !== null) {
    const message = messageAction({ content: plan.message });
    return asked ? [changeAgentState('user_rejected'), message] : [message];
  }
  if (asked) return options.confirmation === 'never' ? [changeAgentState('user_confirmed')] : [];
  return INTERRUPTED.includes(state.agentState) ? [changeAgentState('running')] : [];
}
