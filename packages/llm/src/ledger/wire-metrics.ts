import type { UsageLedger } from './usage-ledger.ts';

/** `llm_metrics` of an action on the wire, trimmed: totals only, the three lists always empty. */
export interface WireMetrics {
  accumulated_cost: number;
  max_budget_per_task: number | null;
  accumulated_token_usage: WireTokenUsage;
  costs: never[];
  response_latencies: never[];
  token_usages: never[];
}

export interface WireTokenUsage {
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
  context_window: number;
  /** Prompt and completion of the last call. */
  per_turn_token: number;
  response_id: string;
}

export interface WireMetricsOptions {
  maxBudgetUsd?: number | null;
  /** Of the main model; 0 where it is not known. */
  contextTokens?: number | null;
}

/** The totals in the shape of the wire. The cost is the known part of it: the format has no "unknown". */
export function toWireMetrics(ledger: UsageLedger, options: WireMetricsOptions = {}): WireMetrics {
  const { usage, knownUsd } = ledger.total();
  const [firstModel] = ledger.byModel().keys();
  const last = ledger.last?.usage;
  return {
    accumulated_cost: knownUsd,
    max_budget_per_task: options.maxBudgetUsd ?? null,
    accumulated_token_usage: {
      model: firstModel ?? 'default',
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      cache_read_tokens: usage.cacheRead,
      cache_write_tokens: usage.cacheWrite,
      context_window: options.contextTokens ?? 0,
      per_turn_token: last === undefined ? 0 : last.input + last.output,
      response_id: '',
    },
    costs: [],
    response_latencies: [],
    token_usages: [],
  };
}
