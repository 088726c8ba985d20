import * as z from 'zod/mini';
import { AGENT_STATES, type AgentState } from '../state/agent-state.ts';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { textOrEmpty } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Asks the controller to change its state. */
export const changeAgentStateKind = defineAction('change_agent_state', () => ({
  agent_state: z.enum(AGENT_STATES),
  thought: textOrEmpty(),
}));

/** Says that the state has changed. `reason` is filled for `error`: an error's text or a runtime status. */
export const agentStateChangedKind = defineObservation('agent_state_changed', () => ({
  agent_state: z.enum(AGENT_STATES),
  reason: textOrEmpty(),
}));

export type ChangeAgentStateAction = ActionOfKind<typeof changeAgentStateKind>;
export type AgentStateChangedObservation = ObservationOfKind<typeof agentStateChangedKind>;

export const changeAgentState = (state: AgentState) => changeAgentStateKind.draft({ agent_state: state });

export const agentStateChanged = (state: AgentState, reason = '') =>
  agentStateChangedKind.draft('', { agent_state: state, reason });
