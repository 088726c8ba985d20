import { turn } from '@capstan/llm/scripted';
import { thinkAction } from '@capstan/protocol';
import { describe, expect, it, test } from 'vitest';
import { RealtimeRig, KEYS } from '../../test/support/realtime-rig.ts';
import { SseReader } from '../../test/support/sse-reader.ts';
import { Connections } from './connections.ts';

const headers = { 'x-session-api-key': KEYS.mine };

describe('the event stream over SSE', () => {
  it('gives every event once, from the first one on, then what comes, with deltas on the way', async () => {
    await using rig = await RealtimeRig.start({ turns: [turn.text('Hello there.')], atEnd: 'repeat-last' });
    await rig.rig.begin('c1', 'Hello', 'mine');
    await rig.rig.untilState('c1', 'awaiting_user_input');
    await using reader = await SseReader.open(rig.streamUrl('c1'), { headers });
    await reader.until(({ event, data }) => event === 'event' && data.includes('"awaiting_user_input"'));
    await rig.rig.manager.sendEventToConversation('c1', { action: 'message', args: { content: 'Again' } });
    await reader.until(
      ({ event, data }) => event === 'event' && data.includes('"awaiting_user_input"'),
      reader.received.length,
    );
    const stored = await rig.rig.events('c1');
    const given = reader.received.filter(({ event }) => event === 'event');
    expect(given.map(({ data }) => JSON.parse(data).id)).toEqual(stored.map(({ id }) => id));
    expect(given.map(({ id }) => id)).toEqual(stored.map(({ id }) => String(id)));
    expect(reader.received.some(({ event, data }) => event === 'delta' && data.includes('model-delta'))).toBe(
      true,
    );
  });

  it('begins where the reader says; what the browser says when it reconnects counts more', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.begin('c1', 'Hello', 'mine');
    await rig.rig.untilState('c1', 'awaiting_user_input');
    await using after = await SseReader.open(`${rig.streamUrl('c1')}?after=1`, { headers });
    expect((await after.until(({ event }) => event === 'event')).id).toBe('2');
    await using resumed = await SseReader.open(`${rig.streamUrl('c1')}?after=0`, {
      headers: { ...headers, 'last-event-id': '2' },
    });
    expect((await resumed.until(({ event }) => event === 'event')).id).toBe('3');
  });

  it('leaves out deltas when they are not wanted', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using reader = await SseReader.open(`${rig.streamUrl('c1')}?deltas=false`, { headers });
    await rig.rig.manager.maybeStartAgentLoop('c1', { userId: 'mine', message: { content: 'Hi' } });
    await reader.until(({ event, data }) => event === 'event' && data.includes('"awaiting_user_input"'));
    expect(reader.received.filter(({ event }) => event === 'delta')).toEqual([]);
  });

  it('does not start the loop', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using reader = await SseReader.open(rig.streamUrl('c1'), { headers });
    expect(reader.response.headers['content-type']).toBe('text/event-stream');
    expect(await rig.rig.manager.isAgentLoopRunning('c1')).toBe(false);
  });

  it('shows that it lives, and ends with the reason when the conversation is deleted', async () => {
    await using rig = await RealtimeRig.start({ connections: new Connections({ beatSeconds: 0.01 }) });
    await rig.rig.record('c1', 'mine');
    await using reader = await SseReader.open(rig.streamUrl('c1'), { headers });
    await reader.untilComment();
    await rig.rig.manager.deleteConversation('c1');
    const end = await reader.until(({ event }) => event === 'end');
    expect(JSON.parse(end.data)).toMatchObject({ code: 'conversation_not_found' });
    await reader.ended;
    await expect.poll(() => rig.realtime.connections.size).toBe(0);
  });

  test.each([
    ['an unknown conversation', 'other', {}, 404],
    ['an id that cannot be one', 'a%00b', {}, 400],
    ['somebody else', 'c1', { 'x-session-api-key': KEYS.theirs }, 404],
    ['a wrong key', 'c1', { 'x-session-api-key': 'wrong' }, 401],
    ['another host', 'c1', { host: 'evil.example' }, 403],
  ])('is refused to %s', async (_who, id, more, status) => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const response = await rig.request(rig.streamUrl(id), { ...headers, ...more });
    expect(response.status).toBe(status);
  });

  test.each(['after=-2', 'after=x', 'after=', 'deltas=maybe'])('refuses the query %s', async (query) => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const response = await rig.request(`${rig.streamUrl('c1')}?${query}`, headers);
    expect(response.status).toBe(422);
  });

  it('is limited per user, and a place is free again when somebody leaves', async () => {
    await using rig = await RealtimeRig.start({ connections: new Connections({ limitPerUser: 1 }) });
    await rig.rig.record('c1', 'mine');
    const first = await SseReader.open(rig.streamUrl('c1'), { headers });
    expect((await rig.request(rig.streamUrl('c1'), headers)).status).toBe(429);
    await first[Symbol.asyncDispose]();
    await expect.poll(() => rig.realtime.connections.size).toBe(0);
    await using again = await SseReader.open(rig.streamUrl('c1'), { headers });
    expect(again.response.statusCode).toBe(200);
  });

  it('tells a reader that does not read where to go on, and lets go of it', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.begin('c1', 'Hello', 'mine');
    await rig.rig.untilState('c1', 'awaiting_user_input');
    await using reader = await SseReader.open(rig.streamUrl('c1'), { headers, paused: true });
    const stream = rig.rig.manager.getAgentSession('c1')!.stream;
    const thought = 'x'.repeat(4_096);
    for (let group = 0; group < 50; group += 1) {
      for (let index = 0; index < 100; index += 1) stream.append(thinkAction(thought), 'user');
      await stream.append(thinkAction(thought), 'user').durable;
    }
    reader.resume();
    await reader.ended;
    const last = reader.received.at(-1);
    expect(last?.event).toBe('lagged');
    const ids = reader.received.filter(({ event }) => event === 'event').map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((_, index) => index));
    expect(JSON.parse(last?.data ?? '')).toEqual({ resume_after: ids.at(-1) });
  });

  it('follows nothing for a request that wants no body', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const response = await fetch(rig.streamUrl('c1'), { method: 'HEAD', headers });
    expect(response.status).toBe(200);
    await expect.poll(() => rig.realtime.connections.size).toBe(0);
  });

  it('ends in peace when the server does', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using reader = await SseReader.open(rig.streamUrl('c1'), { headers });
    await rig.realtime.close(5);
    await reader.ended;
    expect(rig.realtime.connections.size).toBe(0);
    expect((await rig.request(rig.streamUrl('c1'), headers)).status).toBe(503);
  });
});
