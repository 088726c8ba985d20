import { ERRORS, type Event, type ModelResponse } from '@capstan/protocol';
import { fullResponse } from './full-response.ts';
import type { MonitoringListener } from './monitoring-listener.ts';
import { RunningActions } from './running-actions.ts';
import type { ModelCall, ServerMetrics } from './server-metrics.ts';

/** Measures what the events of conversations tell, so that nobody else has to. */
export function metricsListener(metrics: ServerMetrics, now: () => number = Date.now): MonitoringListener {
  const conversations = new Map<string, RunningActions>();

  const onSessionEvent = (conversationId: string, event: Event): void => {
    const appendedAt = Date.parse(event.timestamp);
    metrics.eventAppended(Number.isNaN(appendedAt) ? undefined : Math.max(0, now() - appendedAt) / 1000);
    const answer = fullResponse(event);
    if (answer !== undefined) metrics.modelCalled(callOf(answer.response));
    const code = failureCode(event);
    if (code !== undefined) metrics.agentFailed({ code });

    const running = conversations.get(conversationId) ?? new RunningActions();
    const done = running.onEvent(event);
    if (running.actions.length > 0) conversations.set(conversationId, running);
    else conversations.delete(conversationId);
    if (done === undefined) return;
    const { action, startedAt, endedAt, ok } = done;
    metrics.actionRan({ kind: action.action, seconds: Math.max(0, endedAt - startedAt) / 1000, ok });
  };

  return {
    onSessionEvent,
    onAgentSessionStart: (_, outcome) => metrics.sessionStarted(outcome),
    onAgentSessionClose: (conversationId) => void conversations.delete(conversationId),
  };
}

const callOf = ({ model, latencySeconds, usage, cost }: ModelResponse): ModelCall => ({
  model,
  seconds: latencySeconds,
  promptTokens: usage.input,
  completionTokens: usage.output,
  cacheReadTokens: usage.cacheRead,
  costUsd: cost.usd,
});

/** The reason of an error begins with its code. */
function failureCode(event: Event): string | undefined {
  if (event.observation !== 'agent_state_changed') return undefined;
  const { agent_state: state, reason } = event.extras;
  if (state !== 'error' && state !== 'rate_limited') return undefined;
  const [code = ''] = reason.split(':');
  return Object.hasOwn(ERRORS, code) ? code : 'other';
}
