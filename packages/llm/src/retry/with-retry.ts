import { CapstanError, type RetryNotice } from '@capstan/protocol';
import type { Clock } from './clock.ts';
import { decideRetry, type RetrySettings } from './retry-policy.ts';

export interface RetryOptions {
  settings: RetrySettings;
  clock: Clock;
  signal: AbortSignal;
  /** Asked after each failure: whether the other side has ever answered. */
  reached: () => boolean;
  /** Said before each wait. What the failed attempt has shown so far is void. */
  onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** Runs the attempt until it succeeds, fails for good, or the signal fires. */
export async function withRetry<Result>(
  attempt: () => Promise<Result>,
  options: RetryOptions,
): Promise<Result> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!CapstanError.is(error)) throw error;
      const situation = { error, attempts, reached: options.reached() };
      const decision = decideRetry(situation, options.settings, options.clock.random);
      if (decision === undefined || options.signal.aborted) throw error;
      options.onRetry?.({
        attempt: attempts + 1,
        maxAttempts: decision.maxAttempts,
        waitSeconds: decision.waitSeconds,
        reason: error.message,
      });
      await options.clock.sleep(decision.waitSeconds, options.signal);
    }
  }
}
