import { describe, expect, it } from 'vitest';
import { LoggedSession } from '../../test/support/logged-session.ts';
import { createLog } from './create-log.ts';
import type { MonitoringListener } from './monitoring-listener.ts';
import { monitoringListeners } from './monitoring-listeners.ts';

describe('several monitoring listeners', () => {
  it('all hear everything, whatever one of them throws', () => {
    const heard: unknown[] = [];
    const lines: string[] = [];
    const log = createLog({ logLevel: 'info', logFormat: 'json', write: (line) => lines.push(line) });
    const fail = (): never => {
      throw new Error('broken');
    };
    const broken: Required<MonitoringListener> = {
      onSessionEvent: fail,
      onAgentSessionStart: fail,
      onAgentSessionClose: fail,
      onCreateConversation: fail,
    };
    const good: MonitoringListener = {
      onSessionEvent: (...call) => heard.push(call),
      onAgentSessionStart: (...call) => heard.push(call),
      onAgentSessionClose: (...call) => heard.push(call),
      onCreateConversation: (...call) => heard.push(call),
    };
    const all = monitoringListeners([broken, {}, good], log);
    const event = new LoggedSession().message(0);
    all.onCreateConversation('c1', null);
    all.onAgentSessionStart('c1', { ok: true, seconds: 1 });
    all.onSessionEvent('c1', event);
    all.onAgentSessionClose('c1');

    expect(heard).toEqual([['c1', null], ['c1', { ok: true, seconds: 1 }], ['c1', event], ['c1']]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { hook: 'onCreateConversation', error: { message: 'broken' } },
      { hook: 'onAgentSessionStart' },
      { hook: 'onSessionEvent' },
      { hook: 'onAgentSessionClose' },
    ]);
  });
});
