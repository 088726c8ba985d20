import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOf, atSecond, LoggedSession } from '../../test/support/logged-session.ts';
import {
  startTraceCollector,
  type CollectedSpan,
  type TraceCollector,
} from '../../test/support/trace-collector.ts';
import { createTracing } from './create-tracing.ts';

let collector: TraceCollector;
beforeEach(async () => {
  collector = await startTraceCollector();
});
afterEach(() => collector[Symbol.asyncDispose]());

async function trace(session: LoggedSession, conversationId = 'c1'): Promise<CollectedSpan[]> {
  const tracing = await createTracing({ endpoint: collector.url, version: '1.2.3' });
  for (const event of session.events) tracing.listener?.onSessionEvent?.(conversationId, event);
  await tracing.close();
  return collector.spans;
}

const second = (nanoseconds: number): number => (nanoseconds / 1e6 - Date.parse(atSecond(0))) / 1000;

/** `name from-to`, indented below its parent, in the order of time. */
function treeOf(spans: readonly CollectedSpan[], parent?: CollectedSpan, indent = ''): string[] {
  return spans
    .filter(({ parentSpanId }) => (parentSpanId || undefined) === parent?.spanId)
    .toSorted((one, other) => one.startTimeUnixNano - other.startTimeUnixNano)
    .flatMap((span) => [
      `${indent}${span.name} ${second(span.startTimeUnixNano)}-${second(span.endTimeUnixNano)}${span.status.code === 2 ? ' failed' : ''}`,
      ...treeOf(spans, span, `${indent}  `),
    ]);
}

const attributesOf = (span: CollectedSpan | undefined): Record<string, unknown> =>
  Object.fromEntries(span?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]) ?? []);

describe('the trace of a conversation', () => {
  it('has steps, below them the call of the model and the actions', async () => {
    const session = new LoggedSession();
    const first = answerOf('r1', 1);
    session.message(0);
    session.command(3, first);
    session.output(7, 1);
    session.command(7, first);
    session.output(8, 3, 2);
    session.command(12, answerOf('r2', 9));
    session.output(13, 5);
    session.state(14, 'awaiting_user_input');
    session.aside(30, answerOf('r3', 20));

    expect(treeOf(await trace(session))).toEqual([
      'conversation 0-30',
      '  step 1-12',
      '    chat scripted/model 1-3',
      '    action run 3-7',
      '    action run 7-8 failed',
      '  step 9-14',
      '    chat scripted/model 9-11',
      '    action run 12-13',
      '  chat scripted/model 20-22',
    ]);
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(collector.services).toEqual([{ stringValue: 'capstan' }]);
  });

  it('names the conversation, and what a call used, but nothing of what was said or done', async () => {
    const session = new LoggedSession();
    session.command(3, answerOf('r1', 1), { command: 'echo hidden-words' });
    const spans = await trace(session, 'c7');
    for (const span of spans) expect(attributesOf(span)).toMatchObject({ 'conversation.id': 'c7' });
    expect(attributesOf(spans.find(({ name }) => name.startsWith('chat')))).toMatchObject({
      'gen_ai.request.model': 'scripted/model',
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 20,
      'capstan.cost_usd': 0.25,
    });
    expect(JSON.stringify(spans)).not.toContain('hidden-words');
  });

  it('ends with its session, also what had no end', async () => {
    const session = new LoggedSession();
    session.command(3, answerOf('r1', 1));
    session.state(5, 'running');
    const tracing = await createTracing({ endpoint: collector.url, version: '1' });
    for (const event of session.events) tracing.listener?.onSessionEvent?.('c1', event);
    tracing.listener?.onAgentSessionClose?.('c1');
    tracing.listener?.onAgentSessionClose?.('c1');
    await tracing.close();
    expect(treeOf(collector.spans)).toEqual([
      'conversation 3-5',
      '  step 1-5',
      '    chat scripted/model 1-3',
      '    action run 3-5',
    ]);
    expect(attributesOf(collector.spans.find(({ name }) => name === 'action run'))).toMatchObject({
      'capstan.unfinished': true,
    });
  });

  it('is one for each conversation', async () => {
    const tracing = await createTracing({ endpoint: collector.url, version: '1' });
    for (const id of ['c1', 'c2']) {
      const session = new LoggedSession();
      session.command(3, answerOf('r1', 1));
      session.output(4, 0);
      for (const event of session.events) tracing.listener?.onSessionEvent?.(id, event);
    }
    await tracing.close();
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(2);
    expect(collector.spans).toHaveLength(8);
  });

  it('says why a start or a step failed', async () => {
    const tracing = await createTracing({ endpoint: collector.url, version: '1' });
    const session = new LoggedSession();
    session.command(3, answerOf('r1', 1));
    session.output(4, 0);
    session.state(5, 'error', 'model_timeout: no answer');
    session.unreadable(6);
    for (const event of session.events) tracing.listener?.onSessionEvent?.('c1', event);
    tracing.listener?.onAgentSessionStart?.('c1', { ok: false, seconds: 1, code: 'sandbox_unavailable' });
    await tracing.close();
    const statusOf = (name: string) => collector.spans.find((span) => span.name === name)?.status;
    expect(statusOf('step')).toEqual({ code: 2, message: 'model_timeout: no answer' });
    expect(statusOf('conversation')).toEqual({ code: 2, message: 'sandbox_unavailable' });
  });
});

describe('tracing', () => {
  it('is nothing without a collector', async () => {
    const tracing = await createTracing({ endpoint: null, version: '1' });
    expect(tracing.listener).toBeUndefined();
    await tracing.close();
    expect(collector.spans).toEqual([]);
  });

  it('ends in time when the collector hangs', async () => {
    await using hanging = await startTraceCollector({ hangs: true });
    const tracing = await createTracing({ endpoint: hanging.url, version: '1', exportSeconds: 0.2 });
    tracing.listener?.onSessionEvent?.('c1', new LoggedSession().message(0));
    const startedAt = performance.now();
    await tracing.close();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
