import { ApiFailure } from '../../api/api-failure.ts';

/**
 * What a failure means for the message: `unclear`, the log may have it; `later`, the server has not taken it and may in a
 * while; `refused`, it will not take it as it is.
 */
export type SendOutcome = 'unclear' | 'later' | 'refused';

export function sendOutcome(failure: unknown): SendOutcome {
  if (!(failure instanceof ApiFailure)) return 'unclear';
  const { status } = failure;
  if (status === 0 || status >= 500) return 'unclear';
  return status === 429 || status === 401 ? 'later' : 'refused';
}

const LONGEST_SECONDS = 15;

/** How long to wait after so many failures in a row, in milliseconds. */
export function retryMilliseconds(failures: number): number {
  return Math.min(LONGEST_SECONDS, 2 ** Math.max(0, failures - 1)) * 1_000;
}
