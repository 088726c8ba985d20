import { describe, expect, it } from 'vitest';
import { answerOf, atSecond, LoggedSession } from '../../test/support/logged-session.ts';
import { createMetrics } from './create-metrics.ts';
import { metricsListener } from './metrics-listener.ts';
import { noMetrics, type ServerMetrics } from './server-metrics.ts';

async function linesOf(metrics: ServerMetrics): Promise<string[]> {
  return (await metrics.exposition()).body.split('\n');
}

describe('metrics', () => {
  it('count what was measured before and after they are read for the first time', async () => {
    const metrics = createMetrics();
    const request = {
      method: 'GET',
      route: '/api/conversations/{conversation_id}',
      status: 200,
      seconds: 0.02,
    };
    metrics.httpRequest(request);
    metrics.clientConnected('sse');
    metrics.clientConnected('sse');
    expect(await linesOf(metrics)).toContain(
      'capstan_http_request_seconds_count{method="GET",route="/api/conversations/{conversation_id}",status="200"} 1',
    );
    metrics.httpRequest(request);
    metrics.clientDisconnected('sse');
    const lines = await linesOf(metrics);
    expect(lines).toContain(
      'capstan_http_request_seconds_count{method="GET",route="/api/conversations/{conversation_id}",status="200"} 2',
    );
    expect(lines).toContain('capstan_clients{protocol="sse"} 1');
  });

  it('lose nothing of what was measured while nobody read', async () => {
    const metrics = createMetrics();
    for (let count = 0; count < 5_000; count++) metrics.eventAppended(0.002);
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'capstan_events_appended_total 5000',
        'capstan_event_append_seconds_count 5000',
      ]),
    );
  });

  it('have the format of Prometheus and what the process needs', async () => {
    const { body, contentType } = await createMetrics().exposition();
    expect(contentType).toMatch(/^text\/plain; version=/);
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });

  it('of two servers in one process are apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.eventAppended();
    expect(await linesOf(other)).toContain('capstan_events_appended_total 0');
  });

  it('look gauges up when they are read, and do without those that fail', async () => {
    const metrics = createMetrics();
    let running = 2;
    metrics.watch({ name: 'conversations', state: 'running' }, () => running);
    metrics.watch({ name: 'conversations', state: 'running' }, () => Promise.resolve(10));
    metrics.watch({ name: 'conversations', state: 'stored' }, () => Promise.reject(new Error('closed')));
    const unwatch = metrics.watch({ name: 'queue', queue: 'append' }, () => 7);
    const first = await linesOf(metrics);
    expect(first).toContain('capstan_conversations{state="running"} 12');
    expect(first).toContain('capstan_queue_length{queue="append"} 7');
    expect(first.join('\n')).not.toContain('state="stored"');
    running = 3;
    unwatch();
    const second = await linesOf(metrics);
    expect(second).toContain('capstan_conversations{state="running"} 13');
    expect(second.join('\n')).not.toContain('queue="append"');
  });
});

describe('the metrics of a conversation', () => {
  it('are taken from its events', async () => {
    const metrics = createMetrics();
    const listener = metricsListener(metrics, () => Date.parse(atSecond(1_000)));
    const session = new LoggedSession();
    const answer = answerOf('r1', 1);
    session.message(0);
    session.command(3, answer);
    session.output(7, 1);
    session.command(7, answer);
    session.output(8, 3, 2);
    session.aside(9, answerOf('r2', 8, { cost: { usd: null, priceTable: 'unknown' } }));
    session.state(10, 'error', 'model_timeout: no answer');
    session.state(11, 'error', 'Something else');
    session.unreadable(12);
    for (const event of session.events) listener.onSessionEvent?.('c1', event);
    listener.onAgentSessionStart?.('c1', { ok: false, seconds: 3, code: 'sandbox_unavailable' });

    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'capstan_events_appended_total 9',
        'capstan_model_call_seconds_count{model="scripted/model"} 2',
        'capstan_model_call_seconds_sum{model="scripted/model"} 4',
        'capstan_model_tokens_total{model="scripted/model",kind="prompt"} 200',
        'capstan_model_tokens_total{model="scripted/model",kind="cache_read"} 80',
        'capstan_model_cost_usd_total{model="scripted/model"} 0.25',
        'capstan_action_seconds_sum{kind="run",ok="true"} 4',
        'capstan_action_seconds_sum{kind="run",ok="false"} 1',
        'capstan_agent_failures_total{code="model_timeout"} 1',
        'capstan_agent_failures_total{code="other"} 1',
        'capstan_session_start_seconds_sum{ok="false",code="sandbox_unavailable"} 3',
      ]),
    );
  });

  it('do not time an action while a person is asked about it', async () => {
    const metrics = createMetrics();
    const listener = metricsListener(metrics);
    const session = new LoggedSession();
    const answer = answerOf('r1', 1);
    session.command(3, answer, { confirmation_state: 'awaiting_confirmation' });
    session.command(100, answer, { confirmation_state: 'confirmed' });
    session.output(101, 1);
    for (const event of session.events) listener.onSessionEvent?.('c1', event);
    expect(await linesOf(metrics)).toContain('capstan_action_seconds_sum{kind="run",ok="true"} 1');
  });
});

describe('no metrics', () => {
  it('are empty', async () => {
    noMetrics.eventAppended(1);
    noMetrics.watch({ name: 'queue', queue: 'x' }, () => 1)();
    expect((await noMetrics.exposition()).body).toBe('');
  });
});
