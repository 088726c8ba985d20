import { once } from 'node:events';
import { turn } from '@capstan/llm/scripted';
import { streamKeyProtocol } from '@capstan/protocol/api';
import { describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { FrameReader } from '../../test/support/frame-reader.ts';
import { KEYS, RealtimeRig } from '../../test/support/realtime-rig.ts';
import { Connections } from './connections.ts';

const headers = { 'x-session-api-key': KEYS.mine };
const hello = { action: 'message', args: { content: 'Hello' } };

describe('the event stream over WebSocket', () => {
  it('gives every event once, and takes actions', async () => {
    await using rig = await RealtimeRig.start({ turns: [turn.text('Hi.')], atEnd: 'repeat-last' });
    await rig.rig.record('c1', 'mine');
    await using reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), { headers });
    reader.send({ type: 'action', id: 'one', action: hello });
    const accepted = await reader.until('accepted');
    await reader.until('event', ({ event }) => JSON.stringify(event).includes('Hi.'));
    await rig.rig.untilState('c1', 'awaiting_user_input', accepted.event_id);
    const stored = await rig.rig.events('c1');
    expect(stored[accepted.event_id]).toMatchObject({ source: 'user', action: 'message' });
    expect(accepted.id).toBe('one');
    await reader.until('event', ({ event }) => event.id === stored.at(-1)?.id);
    expect(reader.events.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(reader.received.some(({ type }) => type === 'delta')).toBe(true);
  });

  it('hears what a client says that goes at once, and nothing of who may not speak', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    for (const key of [KEYS.theirs, 'wrong', KEYS.mine]) {
      const reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), {
        headers: { 'x-session-api-key': key },
      });
      for (const id of ['one', 'two']) reader.send({ type: 'action', id, action: hello });
      reader.socket.close();
      await reader.closed;
    }
    const said = async (): Promise<number> =>
      (await rig.rig.events('c1')).filter(({ source }) => source === 'user').length;
    await expect.poll(said).toBe(2);
    await rig.rig.untilState('c1', 'awaiting_user_input');
    expect(await said()).toBe(2);
  });

  it('says why an action is refused, and goes on', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), { headers });
    reader.send({ type: 'action', id: 'one', action: { action: 'nonsense' } });
    expect(await reader.until('refused')).toMatchObject({ id: 'one', error: { code: 'event_invalid' } });
    reader.send({ type: 'action', id: 'two', action: hello });
    expect(await reader.until('accepted')).toMatchObject({ id: 'two' });
  });

  test.each([
    ['what is not JSON', '{'],
    ['what is no request', '{"type":"action"}'],
    ['an array', '[]'],
  ])('%s ends the connection with the reason', async (_what, text) => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), { headers });
    reader.socket.send(text);
    expect(await reader.until('end')).toMatchObject({ code: 'request_invalid' });
    expect((await reader.closed).code).toBe(4_422);
  });

  it('takes the key as a subprotocol and does not say it again', async () => {
    await using rig = await RealtimeRig.start({ connections: new Connections({ beatSeconds: 0.01 }) });
    await rig.rig.record('c1', 'mine');
    await using reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), {
      protocols: ['capstan', streamKeyProtocol(KEYS.mine)],
    });
    expect(reader.socket.protocol).toBe('capstan');
    await reader.until('heartbeat');
  });

  test.each([
    ['no key', 'c1', {}, 'unauthorized', 4_401],
    ['a wrong key', 'c1', { 'x-session-api-key': 'wrong' }, 'unauthorized', 4_401],
    ['somebody else', 'c1', { 'x-session-api-key': KEYS.theirs }, 'conversation_not_found', 4_404],
    ['an unknown conversation', 'c2', headers, 'conversation_not_found', 4_404],
    ['an id that cannot be one', '%00', headers, 'conversation_id_invalid', 4_400],
    ['a query that cannot be read', 'c1?after=x', headers, 'request_invalid', 4_422],
    ['a cookie without an origin', 'c1', { cookie: 'login=yes' }, 'origin_refused', 4_403],
  ])('is refused to %s', async (_who, id, given, code, closeCode) => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const [name, query = ''] = id.split('?');
    await using reader = await FrameReader.open(`${rig.streamUrl(name ?? '', 'ws')}?${query}`, {
      headers: given,
    });
    expect(await reader.until('end')).toMatchObject({ code });
    expect(await reader.closed).toEqual({ code: closeCode, reason: code });
    expect(rig.realtime.connections.size).toBe(0);
  });

  it('is open to pages of the same origin by their cookie', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), {
      headers: { cookie: 'login=yes', origin: `http://${rig.host}` },
    });
    reader.send({ type: 'action', id: 'one', action: hello });
    expect(await reader.until('accepted')).toMatchObject({ id: 'one' });
  });

  test.each([
    ['another host', '/api/conversations/c1/events/stream', { host: 'evil.example' }, 403],
    [
      'a page of another origin',
      '/api/conversations/c1/events/stream',
      { origin: 'https://evil.example' },
      403,
    ],
    ['a path without a stream', '/api/elsewhere', {}, 404],
    ['a path that cannot be read', '/api/conversations/%/events/stream', {}, 404],
  ])('the upgrade itself is refused to %s', async (_who, path, given, status) => {
    await using rig = await RealtimeRig.start();
    const socket = new WebSocket(`ws://${rig.host}${path}`, { headers: { ...headers, ...given } });
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(status);
    socket.on('error', () => undefined).terminate();
  });

  it('ends when the conversation is deleted, and when the server ends', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await rig.rig.record('c2', 'mine');
    await using deleted = await FrameReader.open(rig.streamUrl('c1', 'ws'), { headers });
    await using other = await FrameReader.open(rig.streamUrl('c2', 'ws'), { headers });
    await expect.poll(() => rig.realtime.connections.size).toBe(2);
    await rig.rig.manager.deleteConversation('c1');
    expect(await deleted.until('end')).toMatchObject({ code: 'conversation_not_found' });
    expect((await deleted.closed).code).toBe(4_404);
    await rig.realtime.close(5);
    expect((await other.closed).code).toBe(1_001);
  });

  it('whose client does not answer any more is cut off', async () => {
    await using rig = await RealtimeRig.start({ connections: new Connections({ beatSeconds: 0.02 }) });
    await rig.rig.record('c1', 'mine');
    await using reader = await FrameReader.open(rig.streamUrl('c1', 'ws'), { headers, autoPong: false });
    expect((await reader.closed).code).toBe(1_006);
    await expect.poll(() => rig.realtime.connections.size).toBe(0);
  });
});
