import type { MonitoringListener } from './monitoring-listener.ts';
import type { ServerLog } from './server-log.ts';

/** One listener that tells several. What one of them throws is logged and keeps nothing from the others. */
export function monitoringListeners(
  listeners: readonly MonitoringListener[],
  log: ServerLog,
): Required<MonitoringListener> {
  const tell = (hook: keyof MonitoringListener, call: (listener: MonitoringListener) => void): void => {
    for (const listener of listeners) {
      try {
        call(listener);
      } catch (error) {
        log.error({ error, hook }, 'A monitoring listener failed');
      }
    }
  };
  return {
    onSessionEvent: (conversationId, event) =>
      tell('onSessionEvent', (listener) => listener.onSessionEvent?.(conversationId, event)),
    onAgentSessionStart: (conversationId, outcome) =>
      tell('onAgentSessionStart', (listener) => listener.onAgentSessionStart?.(conversationId, outcome)),
    onAgentSessionClose: (conversationId) =>
      tell('onAgentSessionClose', (listener) => listener.onAgentSessionClose?.(conversationId)),
    onCreateConversation: (conversationId, userId) =>
      tell('onCreateConversation', (listener) => listener.onCreateConversation?.(conversationId, userId)),
  };
}
