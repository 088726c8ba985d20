import { agentStateChanged, CapstanError, condensationRequest, type EventDraft } from '@capstan/protocol';
import type { ControllerConfig } from '../decide/controller-config.ts';
import type { ConversationState } from '../state/conversation-state.ts';
import type { Clock } from './clock.ts';

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/**
 * The event that follows when a step failed. An overflow has the view shortened, a rate limit is waited
 * for, everything else ends in `error` with the code first in its reason.
 */
export function afterFailedStep(
  error: unknown,
  state: ConversationState,
  options: { config: ControllerConfig; clock: Clock },
  { condensing = false } = {},
): EventDraft {
  if (!CapstanError.is(error)) return failureEvent(error);
  if (error.code === 'model_context_overflow' && !condensing) return condensationRequest();
  if (error.code === 'model_rate_limited' && state.rateLimitWaits < options.config.maxRateLimitWaits) {
    const growing = Math.min(FIRST_WAIT_SECONDS * 2 ** state.rateLimitWaits, LONGEST_WAIT_SECONDS);
    const seconds = error.retryAfterSeconds ?? growing;
    const resume_at = new Date(options.clock.now() + seconds * 1000).toISOString();
    return { ...agentStateChanged('rate_limited', reason(error)), resume_at };
  }
  return failureEvent(error);
}

/** The end of a run by an error. Storage errors are thrown on: they cannot be written down. */
export function failureEvent(error: unknown): EventDraft {
  if (!CapstanError.is(error)) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return agentStateChanged('error', `internal: ${oneLine(detail)}`);
  }
  if (error.code.startsWith('storage_') || error.code.startsWith('stream_')) throw error;
  return agentStateChanged('error', reason(error));
}

function reason(error: CapstanError): string {
  return `${error.code}: ${oneLine(error.message)}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
