import type { LlmMetrics, ModelResponse } from '@capstan/protocol';

/**
 * What a conversation used. A part of the fold, so each response counts exactly once: responses are
 * known by their id, and the log holds each in full once.
 */
export interface Spend {
  /** Sum of the costs that are known. */
  usd: number;
  /** Calls whose price is not known, so that the true cost is above `usd`. */
  unpricedCalls: number;
  calls: number;
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  reasoning: number;
  /** Model of the last call. */
  model: string;
  /** Input and output of the last call. */
  lastCallTokens: number;
  latencySeconds: number;
}

export const NO_SPEND: Spend = {
  usd: 0,
  unpricedCalls: 0,
  calls: 0,
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  reasoning: 0,
  model: '',
  lastCallTokens: 0,
  latencySeconds: 0,
};

export function addResponse(spend: Spend, response: ModelResponse): Spend {
  const { usage, cost } = response;
  return {
    usd: spend.usd + (cost.usd ?? 0),
    unpricedCalls: spend.unpricedCalls + (cost.usd === null ? 1 : 0),
    calls: spend.calls + 1,
    input: spend.input + usage.input,
    output: spend.output + usage.output,
    cacheRead: spend.cacheRead + usage.cacheRead,
    cacheWrite: spend.cacheWrite + usage.cacheWrite,
    reasoning: spend.reasoning + usage.reasoning,
    model: response.model,
    lastCallTokens: usage.input + usage.output,
    latencySeconds: spend.latencySeconds + response.latencySeconds,
  };
}

/** As `addResponse`, for an answer that the agent did not ask for: it says nothing about the agent's last call. */
export function addAside(spend: Spend, response: ModelResponse): Spend {
  const { model, lastCallTokens } = spend;
  return { ...addResponse(spend, response), model, lastCallTokens };
}

/** The totals in the wire shape that every action carries. `cost` is the part that is known. */
export function wireMetrics(
  spend: Spend,
  limits: { budgetUsd: number | null; contextTokens: number | null },
): LlmMetrics {
  return {
    accumulated_cost: spend.usd,
    max_budget_per_task: limits.budgetUsd,
    accumulated_token_usage: {
      model: spend.model,
      prompt_tokens: spend.input,
      completion_tokens: spend.output,
      cache_read_tokens: spend.cacheRead,
      cache_write_tokens: spend.cacheWrite,
      context_window: limits.contextTokens ?? 0,
      per_turn_token: spend.lastCallTokens,
      response_id: '',
    },
    costs: [],
    response_latencies: [],
    token_usages: [],
  };
}
