import { once } from 'node:events';
import { turn } from '@capstan/llm/scripted';
import { agentStateChanged, thinkAction } from '@capstan/protocol';
import { describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { OhClient } from '../../../test/support/oh-client.ts';
import { KEYS, RealtimeRig } from '../../../test/support/realtime-rig.ts';
import { Connections } from '../connections.ts';

const hello = {
  action: 'message',
  args: { content: 'Hello', image_urls: [], timestamp: '2026-01-01T00:00:00Z' },
};
const session_api_key = KEYS.mine;
describe('Socket.IO as OpenHands speaks it', () => {
  it('gives the history, then what happens, and starts the loop', async () => {
    await using rig = await RealtimeRig.start({ turns: [turn.text('Hi.')], atEnd: 'repeat-last' });
    await rig.rig.begin('c1', 'Hello', 'mine');
    await rig.rig.untilState('c1', 'awaiting_user_input');
    await rig.rig.manager.closeSession('c1');
    const before = await rig.rig.events('c1');
    await using client = await OhClient.connect(rig, {
      conversation_id: 'c1',
      latest_event_id: '-1',
      providers_set: 'github,gitlab',
      session_api_key,
    });
    expect(await rig.rig.manager.isAgentLoopRunning('c1')).toBe(true);
    client.socket.emit('oh_user_action', hello);
    const answer = await client.until(
      (payload) =>
        payload['source'] === 'agent' &&
        payload['id'] !== undefined &&
        Number(payload['id']) > before.length &&
        payload['action'] === 'message',
    );
    expect(answer['message']).toBe('Hi.');
    const history = client.received.filter(({ id }) => typeof id === 'number' && id < before.length);
    const states = before.filter((event) => event.observation === 'agent_state_changed');
    expect(history.map(({ id }) => id)).toEqual([
      ...before
        .filter(
          ({ action, observation }) =>
            observation !== 'agent_state_changed' &&
            observation !== 'null' &&
            action !== 'recall' &&
            action !== 'null',
        )
        .map(({ id }) => id),
      states.at(-1)?.id,
    ]);
    const live = client.received.filter(({ id }) => typeof id === 'number' && id >= before.length);
    expect(live.map(({ id }) => id)).toEqual(
      live.map(({ id }) => id).toSorted((a, b) => Number(a) - Number(b)),
    );
    expect(live.every(({ source }) => source === 'agent' || source === 'user')).toBe(true);
  });

  it('answers an action with its id, and a wrong one with an error event', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using client = await OhClient.connect(rig, { conversation_id: 'c1', session_api_key });
    for (const name of ['oh_user_action', 'oh_action']) {
      const { id } = await client.socket.emitWithAck(name, hello);
      expect((await rig.rig.events('c1'))[id]).toMatchObject({ source: 'user', action: 'message' });
    }
    for (const wrong of [{ action: 'nonsense' }, 'text', null, [1], { action: 'message', args: 7 }]) {
      const answer = await client.socket.emitWithAck('oh_user_action', wrong);
      expect(answer).toEqual({ error: expect.any(String) });
      await client.until((payload) => payload['error'] === true && payload['message'] === answer.error);
    }
  });

  it('starts a loop that was stopped when somebody speaks', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using client = await OhClient.connect(rig, { conversation_id: 'c1', session_api_key });
    await rig.rig.manager.closeSession('c1');
    expect(await client.socket.emitWithAck('oh_user_action', hello)).toEqual({ id: expect.any(Number) });
    expect(await rig.rig.manager.isAgentLoopRunning('c1')).toBe(true);
  });

  it('goes on after the last event that the client has', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.begin('c1', 'Hello', 'mine');
    const resting = await rig.rig.untilState('c1', 'awaiting_user_input');
    const latest_event_id = String(resting.id);
    await using client = await OhClient.connect(rig, {
      conversation_id: 'c1',
      latest_event_id,
      session_api_key,
    });
    const { id } = await client.socket.emitWithAck('oh_user_action', hello);
    await client.until((payload) => payload['id'] === id);
    expect(client.received.filter((payload) => Number(payload['id']) <= resting.id)).toEqual([]);
  });

  it('leaves the loop running when the client goes', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const client = await OhClient.connect(rig, { conversation_id: 'c1', session_api_key });
    expect((await rig.rig.manager.getConnections({ conversationIds: ['c1'] })).size).toBe(1);
    await client[Symbol.asyncDispose]();
    await expect.poll(async () => (await rig.rig.manager.getConnections()).size).toBe(0);
    expect(await rig.rig.manager.isAgentLoopRunning('c1')).toBe(true);
    expect(rig.realtime.connections.size).toBe(0);
  });

  it('hears what a client says that goes at once', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const client = await OhClient.connect(rig, { conversation_id: 'c1', session_api_key });
    for (const content of ['One', 'Two', 'Three']) {
      client.socket.emit('oh_user_action', { action: 'message', args: { content } });
    }
    await client[Symbol.asyncDispose]();
    const said = async (): Promise<string[]> =>
      (await rig.rig.events('c1')).flatMap(({ source, message }) => (source === 'user' ? [message] : []));
    await expect.poll(said).toEqual(['One', 'Two', 'Three']);
  });

  it('answers what is taken for nothing but text', async () => {
    await using rig = await RealtimeRig.start();
    const response = await fetch(`http://${rig.host}/socket.io/?EIO=4&transport=polling`);
    expect([response.status, response.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    await response.text();
  });

  it('also works by polling', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using client = await OhClient.connect(
      rig,
      { conversation_id: 'c1', session_api_key },
      { transports: ['polling'], upgrade: false },
    );
    const { id } = await client.socket.emitWithAck('oh_user_action', hello);
    expect(await client.until((payload) => payload['id'] === id)).toMatchObject({ action: 'message' });
  });

  it('takes the key as a header, and the cookie of a page of the same origin', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const query = { conversation_id: 'c1', session_api_key: 'null' };
    const ways: Record<string, string>[] = [
      { 'x-session-api-key': KEYS.mine },
      { authorization: `Bearer ${KEYS.mine}` },
      { cookie: 'login=yes', origin: `http://${rig.host}` },
    ];
    for (const extraHeaders of ways) {
      await using client = await OhClient.connect(rig, query, { extraHeaders });
      expect(client.socket.connected).toBe(true);
    }
  });

  test.each([
    ['without conversation', { session_api_key }, 'No conversation_id in query params'],
    ['with a wrong key', { conversation_id: 'c1', session_api_key: 'wrong' }, 'invalid_session_api_key'],
    ['without a key', { conversation_id: 'c1' }, 'invalid_session_api_key'],
    ['for an unknown conversation', { conversation_id: 'c2', session_api_key }, 'Conversation not found'],
    ['for somebody else', { conversation_id: 'c1', session_api_key: KEYS.theirs }, 'Conversation not found'],
    [
      'with an unknown git provider',
      { conversation_id: 'c1', session_api_key, providers_set: 'github,sourcehut' },
      'providers_set names an unknown git provider: sourcehut',
    ],
  ])('refuses to connect %s, and creates nothing', async (_how, query, message) => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    expect(await OhClient.refused(rig, { ...query })).toMatchObject({ message });
    expect(await rig.rig.storage.conversations.get('c2')).toBeUndefined();
    expect(await rig.rig.manager.isAgentLoopRunning('c1')).toBe(false);
    expect(rig.realtime.connections.size).toBe(0);
  });

  it('refuses to connect without settings, as long as the server has no model of its own', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    Object.assign(rig.context.config.llm, { model: null });
    expect(await OhClient.refused(rig, { conversation_id: 'c1', session_api_key })).toMatchObject({
      message: 'Settings not found',
      data: { msg_id: 'CONFIGURATION$SETTINGS_NOT_FOUND' },
    });
  });

  it('refuses to connect when the loop cannot be had', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await rig.rig.manager.exit();
    expect(await OhClient.refused(rig, { conversation_id: 'c1', session_api_key })).toMatchObject({
      message: 'Failed to join conversation',
      data: { code: 'stream_closed' },
    });
    expect(rig.realtime.connections.size).toBe(0);
  });

  test.each([
    ['another host', { host: 'evil.example' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
  ])('has no handshake for %s', async (_who, extraHeaders) => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const refused = await OhClient.refused(rig, { conversation_id: 'c1', session_api_key }, { extraHeaders });
    expect(refused).toMatchObject({ message: 'websocket error' });
  });

  it('is limited per user', async () => {
    await using rig = await RealtimeRig.start({ connections: new Connections({ limitPerUser: 1 }) });
    await rig.rig.record('c1', 'mine');
    const query = { conversation_id: 'c1', session_api_key };
    await using client = await OhClient.connect(rig, query);
    expect(await OhClient.refused(rig, query)).toMatchObject({ data: { code: 'too_many_requests' } });
    expect(client.socket.connected).toBe(true);
  });

  it('cuts off a client that does not read, so that it comes again', async () => {
    await using rig = await RealtimeRig.start({ connections: new Connections({ stallSeconds: 2 }) });
    await rig.rig.begin('c1', 'Hello', 'mine');
    await rig.rig.untilState('c1', 'awaiting_user_input');
    await using client = await OhClient.connect(rig, { conversation_id: 'c1', session_api_key });
    const query = `conversation_id=c1&session_api_key=${session_api_key}`;
    const stuck = new WebSocket(`ws://${rig.host}/socket.io/?EIO=4&transport=websocket&${query}`);
    await once(stuck, 'message');
    stuck.send('40');
    await once(stuck, 'message');
    stuck.pause();
    const stream = rig.rig.manager.getAgentSession('c1')!.stream;
    for (let group = 0; group < 50; group += 1) {
      for (let index = 0; index < 100; index += 1) stream.append(thinkAction('x'.repeat(4_096)), 'user');
      await stream.append(agentStateChanged('awaiting_user_input'), 'environment').durable;
    }
    await expect.poll(() => rig.realtime.connections.size, { timeout: 20_000 }).toBe(1);
    stuck.terminate();
    expect(client.socket.connected).toBe(true);
  });

  it('sends everybody away when the server ends, so that they come again', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    await using client = await OhClient.connect(rig, { conversation_id: 'c1', session_api_key });
    const gone = new Promise((resolve) => client.socket.once('disconnect', resolve));
    await rig.realtime.close(5);
    expect(await gone).toBe('transport close');
  });
});
