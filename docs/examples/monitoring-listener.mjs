import { appendFileSync } from 'node:fs';

/**
 * A monitoring listener of an application: keeps an audit trail of who began what and which commands ran, one JSON object a
 * line, in the file that AUDIT_FILE names. To be named as `monitoring_listener_class` in the section `[extensions]` of
 * `capstan.toml`.
 *
 * Every hook of `MonitoringListener` (packages/server/src/operations/monitoring-listener.ts) may be left out. What one of
 * them throws is logged and disturbs nobody.
 */
export default function auditTrail() {
  const file = process.env.AUDIT_FILE ?? 'audit.jsonl';
  const note = (what, conversationId, details) =>
    appendFileSync(
      file,
      `${JSON.stringify({ at: new Date().toISOString(), what, conversationId, ...details })}\n`,
    );
  return {
    onCreateConversation: (conversationId, userId) => note('created', conversationId, { userId }),
    onAgentSessionStart: (conversationId, { ok, seconds, code }) =>
      note('started', conversationId, { ok, seconds, code }),
    onSessionEvent: (conversationId, event) => {
      if (event.action === 'run')
        note('command', conversationId, { by: event.source, command: event.args.command });
    },
    onAgentSessionClose: (conversationId) => note('closed', conversationId),
  };
}
