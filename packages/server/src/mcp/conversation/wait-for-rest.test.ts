import { EventStream } from '@capstan/events';
import { agentStateChanged, CapstanError, messageAction } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import { MemoryStorage } from '@capstan/storage';
import { describe, expect, it } from 'vitest';
import { LiveFeed } from '../../conversation/live-feed.ts';
import { StandingFold } from './standing.ts';
import { waitForRest, type RestOptions } from './wait-for-rest.ts';

const failure: Notice = { status_update: true, type: 'error', id: 'STATUS$ERROR', message: 'No sandbox' };

/** A conversation whose agent is at work, and somebody who waits for it. */
async function atWork(options: Partial<RestOptions> = {}) {
  const storage = new MemoryStorage();
  const stream = await EventStream.open(await storage.open('c1', { create: true }));
  stream.append(messageAction({ content: 'Go.' }), 'user');
  await stream.append(agentStateChanged('running'), 'environment').durable;
  const failures: unknown[] = [];
  const feed = new LiveFeed({
    openStore: () => storage.open('c1', { create: false }),
    pollMilliseconds: 60_000,
    onUnused: () => undefined,
    onFailure: (error) => failures.push(error),
  });
  feed.attach(stream);
  const outcome = waitForRest({
    feed,
    fold: await StandingFold.read(await storage.open('c1', { create: false })),
    after: -1,
    milliseconds: 60_000,
    signal: new AbortController().signal,
    hasFailed: async () => false,
    onEvent: async () => undefined,
    onNotice: async () => undefined,
    onSilence: async () => undefined,
    silenceMilliseconds: 60_000,
    ...options,
  });
  return { feed, stream, outcome };
}

describe('waiting for an agent to rest', () => {
  it('ends with the rest, and not with what it does before', async () => {
    const seen: (string | undefined)[] = [];
    const { stream, outcome, feed } = await atWork({
      onEvent: async (event) => void seen.push(event.action ?? event.observation),
    });
    stream.append(messageAction({ content: 'Nearly.' }), 'agent');
    stream.append(agentStateChanged('finished'), 'environment');
    expect(await outcome).toEqual({
      kind: 'rest',
      standing: { state: 'finished', since: 3, reason: '', atRest: true },
    });
    expect(seen).toEqual(['message', 'agent_state_changed']);
    feed.detach();
    expect(feed.used).toBe(false);
  });

  it('ends when the time is over', async () => {
    const { outcome } = await atWork({ milliseconds: 1 });
    expect(await outcome).toMatchObject({ kind: 'timeout', standing: { state: 'running' } });
  });

  it('goes on through failures that do not end the agent', async () => {
    const { feed, stream, outcome } = await atWork();
    feed.notify(failure);
    stream.append(agentStateChanged('finished'), 'environment');
    expect(await outcome).toMatchObject({ kind: 'rest' });
  });

  it('ends with a failure that does, though no event says so', async () => {
    const { feed, outcome } = await atWork({ hasFailed: async () => true });
    feed.notify(failure);
    expect(await outcome).toEqual({ kind: 'failed', reason: 'No sandbox' });
  });

  it('ends when nobody wants to know any more, also at once', async () => {
    const abort = new AbortController();
    const { outcome, feed } = await atWork({ signal: abort.signal });
    abort.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'cancelled' });
    feed.detach();
    expect(feed.used).toBe(false);
    await expect(atWork({ signal: AbortSignal.abort() }).then((late) => late.outcome)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('ends when there will be no more events', async () => {
    const { feed, outcome } = await atWork();
    feed.end(new CapstanError('conversation_not_found', 'It was deleted'));
    await expect(outcome).rejects.toMatchObject({ code: 'conversation_not_found' });
  });

  it('gives signs of life while nothing happens', async () => {
    const third = Promise.withResolvers<void>();
    let signs = 0;
    const { stream, outcome } = await atWork({
      silenceMilliseconds: 1,
      onSilence: async () => {
        signs += 1;
        if (signs === 3) third.resolve();
      },
    });
    await third.promise;
    stream.append(agentStateChanged('stopped'), 'environment');
    expect(await outcome).toMatchObject({ kind: 'rest', standing: { state: 'stopped' } });
  });
});
