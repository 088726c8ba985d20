import type { EphemeralDelta } from '@capstan/events';
import { ERRORS, type CapstanError, type Event, type RuntimeStatus } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';

/** A phase of the start, or a change of the runtime. */
export function statusNotice(id: RuntimeStatus, message = ''): Notice {
  return { status_update: true, type: 'info', id, message };
}

/** Why something failed: the cause and what to do about it. */
export function failureNotice(failure: CapstanError): Notice {
  return {
    status_update: true,
    type: 'error',
    id: failure.entry.status,
    message: `${failure.message}. ${failure.remedy}`.replace('..', '.'),
  };
}

/** Told to a newcomer that has to wait for a place. */
export function queueNotice(ahead: number): Notice {
  const before = ahead === 0 ? 'It is next' : `${ahead} ahead of it`;
  const message = `As many conversations as allowed are at work: this one waits for a place. ${before}.`;
  return { status_update: true, type: 'info', id: 'STATUS$QUEUED', message };
}

export function titleNotice(conversationId: string, title: string): Notice {
  return { status_update: true, type: 'info', message: conversationId, conversation_title: title };
}

/** What an event means to those who only look at statuses. */
export function noticeOf(event: Event): Notice | undefined {
  if (event.observation !== 'agent_state_changed' || event.extras.agent_state !== 'error') return undefined;
  const { reason } = event.extras;
  const code = reason.split(':', 1)[0] ?? '';
  return { status_update: true, type: 'error', id: statusOf(code), message: reason };
}

/** Waits of the model are worth a word: nothing else happens meanwhile. */
export function retryNotice(delta: EphemeralDelta): Notice | undefined {
  if (delta.type !== 'model-retry') return undefined;
  const { attempt, maxAttempts } = delta.notice;
  return statusNotice('STATUS$LLM_RETRY', `Retrying LLM request, ${attempt} / ${maxAttempts}`);
}

function statusOf(code: string): RuntimeStatus {
  return (
    new Map<string, RuntimeStatus>(Object.entries(ERRORS).map(([name, { status }]) => [name, status])).get(
      code,
    ) ?? 'STATUS$ERROR'
  );
}
