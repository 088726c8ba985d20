import type { CapstanError } from '@capstan/protocol';

export interface RetrySettings {
  /** Attempts in total. Default 5. */
  attempts: number;
  /** First wait; each following one is twice as long. Default 8. */
  minWaitSeconds: number;
  /** Default 64. */
  maxWaitSeconds: number;
  /** Up to this share is added at random, so that many clients do not come back at once. Default 0.1. */
  jitter: number;
  /** A provider that asks for a longer wait makes the call fail at once. Default 600. */
  maxRetryAfterSeconds: number;
}

export const RETRY_DEFAULTS: RetrySettings = {
  attempts: 5,
  minWaitSeconds: 8,
  maxWaitSeconds: 64,
  jitter: 0.1,
  maxRetryAfterSeconds: 600,
};

/** Where nobody has ever answered, a wrong address is likelier than a bad day: one quick second look. */
const FIRST_CONTACT = { attempts: 2, waitSeconds: 1 } as const;

export interface RetrySituation {
  error: CapstanError;
  /** Attempts made so far, at least 1. */
  attempts: number;
  /** Whether this model has ever answered, if only with an error. */
  reached: boolean;
}

export interface RetryDecision {
  waitSeconds: number;
  maxAttempts: number;
}

/** How long to wait for another attempt, or undefined for none. `random` is in [0, 1). */
export function decideRetry(
  { error, attempts, reached }: RetrySituation,
  settings: RetrySettings,
  random: () => number,
): RetryDecision | undefined {
  if (error.entry.consequence !== 'retry') return undefined;
  const first = error.code === 'model_unreachable' && !reached;
  const maxAttempts = first ? Math.min(FIRST_CONTACT.attempts, settings.attempts) : settings.attempts;
  if (attempts >= maxAttempts) return undefined;
  if (first)
    return { maxAttempts, waitSeconds: Math.min(FIRST_CONTACT.waitSeconds, settings.minWaitSeconds) };
  const asked = error.retryAfterSeconds;
  if (asked === undefined) {
    return { maxAttempts, waitSeconds: backOff(attempts, settings) * (1 + settings.jitter * random()) };
  }
  // A model that stumbled over its own answer is no busier than before.
  if (error.code === 'model_bad_response' && asked === 0) return { maxAttempts, waitSeconds: 0 };
  if (asked > settings.maxRetryAfterSeconds) return undefined;
  // Asked for too little once, it will ask for too little again: from then on it is only the least.
  const least = attempts === 1 ? 0 : backOff(attempts - 1, settings);
  return { maxAttempts, waitSeconds: Math.max(asked, least) };
}

function backOff(attempts: number, { minWaitSeconds, maxWaitSeconds }: RetrySettings): number {
  return Math.min(minWaitSeconds * 2 ** (attempts - 1), maxWaitSeconds);
}
