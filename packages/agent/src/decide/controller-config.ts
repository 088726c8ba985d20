import type { SecurityRisk } from '@capstan/protocol';

/**
 * Which actions the person is asked about.
 * `above`: those whose stated risk is higher than the given one; an unknown risk counts as highest.
 */
export type ConfirmationPolicy = 'never' | 'always' | { above: Exclude<SecurityRisk, -1> };

/** What a person sets for a conversation. Limits grow by themselves again on each resume after a hit. */
export interface ControllerConfig {
  /** Steps before the limit stops the agent. */
  maxIterations: number;
  /** US dollars before the limit stops the agent; null for no limit. */
  maxBudgetUsd: number | null;
  confirmation: ConfirmationPolicy;
  /** Answers without a valid action in a row before the agent gives up. */
  maxFailures: number;
  /** Waits for a rate-limited model in a row before the agent gives up. */
  maxRateLimitWaits: number;
}

export const DEFAULT_CONTROLLER_CONFIG: ControllerConfig = {
  maxIterations: 500,
  maxBudgetUsd: null,
  confirmation: 'never',
  maxFailures: 5,
  maxRateLimitWaits: 20,
};
