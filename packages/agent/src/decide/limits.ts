import type { ConversationState } from '../state/conversation-state.ts';
import type { ControllerConfig } from './controller-config.ts';

export interface LimitHit {
  code: 'limit_iterations' | 'limit_budget' | 'limit_price_unknown';
  text: string;
}

/** Steps allowed now: the limit, once more for each time it was resumed after being hit. */
function allowedSteps(state: ConversationState, config: ControllerConfig): number {
  return config.maxIterations * (1 + state.stepGrants);
}

/** Dollars allowed now; null for no limit. */
export function allowedUsd(state: ConversationState, config: ControllerConfig): number | null {
  return config.maxBudgetUsd === null ? null : config.maxBudgetUsd * (1 + state.budgetGrants);
}

/** The limit that forbids another step, if one does. */
export function limitHit(state: ConversationState, config: ControllerConfig): LimitHit | null {
  const steps = allowedSteps(state, config);
  if (state.steps >= steps) {
    const text = `Agent reached maximum iteration. Current iteration: ${state.steps}, max iteration: ${steps}`;
    return { code: 'limit_iterations', text };
  }
  const usd = allowedUsd(state, config);
  if (usd === null) return null;
  const { unpricedCalls, model } = state.spend;
  if (unpricedCalls > 0) {
    const text = `Budget cannot be kept: the price of ${model} is not known (calls so far: ${unpricedCalls})`;
    return { code: 'limit_price_unknown', text };
  }
  if (state.spend.usd < usd) return null;
  const text = `Agent reached maximum budget for conversation. Current budget: ${state.spend.usd.toFixed(2)}, max budget: ${usd.toFixed(2)}`;
  return { code: 'limit_budget', text };
}
