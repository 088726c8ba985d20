import type { Fault } from '../script/fault.ts';

/** The headers that say when another attempt is welcome. */
export function retryHeaders(fault: Fault, nowMs: number): Record<string, string> {
  const headers: Record<string, string> = {};
  if (fault.retryAfterSeconds !== undefined) headers['retry-after'] = String(fault.retryAfterSeconds);
  if (fault.retryAfterDateSeconds !== undefined) {
    headers['retry-after'] = new Date(nowMs + fault.retryAfterDateSeconds * 1000).toUTCString();
  }
  if (fault.retryAfterMs !== undefined) headers['retry-after-ms'] = String(fault.retryAfterMs);
  return headers;
}
