import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { turn, type TurnInput } from '@capstan/llm/scripted';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { requires } from './support/requirement.ts';
import type { Payload, SocketListener } from './support/socket-listener.ts';
import { expectNoErrors, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';
import { WebClient } from './support/web-client.ts';

const run = (command: string): TurnInput => turn.call('execute_bash', { command, security_risk: 'LOW' });

/** What a person says after a failure goes to the model together with what they said before it. */
const TURNS: TurnInput[] = [
  turn.when({ lastMessage: '/Go on.*$/' }, turn.text('On I go.')),
  turn.when({ lastMessage: '/^Read/' }, run('cat notes.txt')),
  turn.when({ toolResult: 'nine o clock' }, turn.text('It says nine.')),
  turn.when({ lastMessage: '/^Wait/' }, run('echo waiting; until [ -e never ]; do sleep 0.1; done')),
  turn.when({ lastMessage: '/^Touch/' }, run('echo touched > touched.txt')),
  turn.when({ lastMessage: '/^Break/' }, turn.fault('unauthorized', { times: 'always' })),
  turn.text('Hello.'),
];

/** What the settings page sends with every save. */
const SAVE = {
  agent: 'CodeActAgent',
  language: 'en',
  confirmation_mode: false,
  security_analyzer: '',
  enable_default_condenser: true,
  condenser_max_size: 120,
  enable_sound_notifications: false,
  user_consents_to_analytics: null,
  provider_tokens_set: {},
  enable_proactive_conversation_starters: true,
  enable_solvability_analysis: false,
  search_api_key: '',
  max_budget_per_task: null,
  git_user_name: 'openhands',
  git_user_email: 'openhands@all-hands.dev',
};

/** Without these the client does not show an event in its chat. */
const inChat = z.looseObject({
  id: z.int(),
  source: z.enum(['agent', 'user', 'environment']),
  message: z.string(),
  timestamp: z.iso.datetime(),
});

const isEvent = (payload: Payload): boolean =>
  payload['id'] !== undefined && payload['status_update'] === undefined;

const stateOf = (payload: Payload): unknown =>
  payload['observation'] === 'agent_state_changed'
    ? z.looseObject({ agent_state: z.string() }).parse(payload['extras']).agent_state
    : undefined;

const says = (text: string) => (payload: Payload) =>
  payload['source'] === 'agent' && payload['action'] === 'message' && payload['message'] === text;

const say = (content: string, fileUrls: readonly string[] = []) => ({
  action: 'message',
  args: { content, image_urls: [], file_urls: fileUrls, timestamp: new Date().toISOString() },
});

const press = (state: string) => ({ action: 'change_agent_state', args: { agent_state: state } });

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('the web client of OpenHands 0.62', () => {
  let rig: V0Rig;
  let client: WebClient;
  let id = '';
  beforeAll(async () => {
    rig = await V0Rig.start({ turns: TURNS });
    client = await WebClient.login(rig.server);
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  /** As it does while a conversation starts, until it may connect. */
  async function untilReady(): Promise<void> {
    await vi.waitFor(
      async () => {
        const { status, runtime_status: runtime } = await client.get(
          `/api/conversations/${id}`,
          v0.conversationInfo,
        );
        if (status !== 'RUNNING' || runtime === null) throw new Error(`${status} ${runtime}`);
      },
      { timeout: 30_000, interval: 100 },
    );
  }

  /** Connected, with all of the history: the state of the agent comes last. */
  async function joined(latestEventId = -1): Promise<SocketListener> {
    const socket = await client.connect(id, latestEventId);
    await socket.until((payload) => stateOf(payload) !== undefined);
    return socket;
  }

  function emit(socket: SocketListener, action: object): number {
    const from = socket.received.length;
    socket.socket.emit('oh_user_action', action);
    return from;
  }

  it('(a) loads for the first time, and learns that there are no settings', async () => {
    const [config, again] = await Promise.all([
      client.get('/api/options/config', v0.webClientConfig),
      client.get('/api/options/config', v0.webClientConfig),
    ]);
    expect(config).toEqual(again);
    const [settings, list] = await Promise.all([
      client.ask('GET', '/api/settings'),
      client.get('/api/conversations?limit=10', v0.conversationList),
    ]);
    expect([settings.status, list.results]).toEqual([404, []]);
    for (const name of ['models', 'agents', 'security-analyzers']) {
      expect(await client.get(`/api/options/${name}`, z.array(z.string()))).not.toEqual([]);
    }
  });

  it('(a) saves them, then what the person says about analytics', async () => {
    const saved = await client.ask('POST', '/api/settings', { ...SAVE, ...rig.modelSettings });
    expect(saved.status).toBe(200);
    const settings = await client.get('/api/settings', v0.settings);
    expect(settings).toMatchObject({ user_consents_to_analytics: null, llm_api_key_set: true });
    await client.ask('POST', '/api/settings', { ...SAVE, user_consents_to_analytics: false });
    expect(await client.get('/api/settings', v0.settings)).toEqual({
      ...settings,
      user_consents_to_analytics: false,
    });
  });

  it('(b, c) begins a conversation and asks for it until it may connect', async () => {
    const { status, body } = await client.ask('POST', '/api/conversations', {
      initial_user_msg: 'Hello there',
    });
    expect(status).toBe(200);
    id = v0.conversationResponse.parse(body).conversation_id;
    await untilReady();
    expect(await client.get(`/api/conversations/${id}`, v0.conversationInfo)).toMatchObject({
      conversation_version: 'V0',
      session_api_key: null,
    });
    expect(await client.get(`/api/conversations/${id}/config`, v0.runtimeConfig)).toMatchObject({
      session_id: id,
    });
  });

  it('(c) is shown what happened so far, and then what happens, all of it fit for the chat', async () => {
    await using socket = await client.connect(id);
    await socket.until(says('Hello.'));
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_input');
    const from = emit(socket, say('Go on, please'));
    await socket.until((payload) => payload['source'] === 'user' && isEvent(payload), from);
    await socket.until(says('On I go.'), from);
    for (const event of socket.received.filter(isEvent)) inChat.parse(event);
    expect(socket.ids.length).toBe(new Set(socket.ids).size);
  });

  it('(d) sends a file and a message about it', async () => {
    const notes = join(rig.home, 'notes.txt');
    await writeFile(notes, 'We open at nine o clock.\n');
    const { uploaded_files: files } = v0.uploaded.parse(await client.upload(id, notes));
    await using socket = await joined();
    const from = emit(socket, say(`Read it\n\n${files.join('\n')}`, files));
    await socket.until((payload) => payload['action'] === 'run', from);
    const ran = await socket.until((payload) => payload['observation'] === 'run', from);
    expect(ran).toMatchObject({ source: 'agent', content: expect.stringContaining('nine o clock') });
    await socket.until(says('It says nine.'), from);
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_input', from);
  });

  it('(d) stops the agent, and has it go on by a message', async () => {
    await using socket = await joined();
    const from = emit(socket, say('Wait for it'));
    await socket.until((payload) => payload['action'] === 'run', from);
    emit(socket, press('stopped'));
    await socket.until((payload) => stateOf(payload) === 'stopped', from);
    const later = emit(socket, say('Go on now'));
    await socket.until((payload) => stateOf(payload) === 'running', later);
    expect(await socket.until(says('On I go.'), later)).toBeDefined();
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_input', later);
  });

  it('comes back with the last event that it has, and misses and repeats nothing', async () => {
    let known: number[];
    {
      await using socket = await client.connect(id);
      await socket.until((payload) => stateOf(payload) === 'awaiting_user_input');
      known = socket.ids;
      emit(socket, say('Go on while I am away'));
    }
    await using socket = await client.connect(id, Math.max(...known));
    await socket.until(says('On I go.'));
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_input');
    const all = [...known, ...socket.ids];
    expect(all.length).toBe(new Set(all).size);
    await using whole = await client.connect(id);
    await whole.until((payload) => stateOf(payload) === 'awaiting_user_input');
    const withoutStates = ({ received }: SocketListener): unknown[] =>
      received
        .filter((payload) => isEvent(payload) && stateOf(payload) === undefined)
        .map((event) => event['id']);
    // Live, orders of the environment are not sent; the history has them.
    expect(withoutStates(whole)).toEqual(expect.arrayContaining(withoutStates(socket)));
  });

  it('(e, f) lists and renames', async () => {
    expect((await client.ask('PATCH', `/api/conversations/${id}`, { title: 'Opening hours' })).body).toBe(
      true,
    );
    const list = await client.get('/api/conversations?limit=20', v0.conversationList);
    const one = await client.get(`/api/conversations/${id}`, v0.conversationInfo);
    expect(list.results).toEqual([one]);
    expect(one.title).toBe('Opening hours');
  });

  it('(i, j) keeps the trajectory and opens the tabs', async () => {
    const { trajectory } = await client.get(`/api/conversations/${id}/trajectory`, v0.trajectory);
    expect(trajectory.length).toBeGreaterThan(5);
    const changes = await client.ask('GET', `/api/conversations/${id}/git/changes`);
    // By these words it shows what to do about git.
    expect(v0.failure.parse(changes.body).error).toMatch(/not a git repository/i);
    await client.get(`/api/conversations/${id}/vscode-url`, v0.vscodeUrl);
    await client.get(`/api/conversations/${id}/web-hosts`, v0.webHosts);
    await client.get(`/api/conversations/${id}/microagents`, v0.microagents);
  });

  it('shows an error by the state of the agent and its reason', async () => {
    await using socket = await joined();
    const from = emit(socket, say('Break it'));
    const failed = await socket.until((payload) => stateOf(payload) === 'error', from);
    expect(failed).toMatchObject({ extras: { reason: expect.stringContaining('refused the API key') } });
    const later = emit(socket, say('Go on all the same'));
    await socket.until(says('On I go.'), later);
  });

  it('(h) asks the person before each action, and is told yes or no', async () => {
    await client.ask('POST', '/api/settings', { ...SAVE, confirmation_mode: true });
    const { body } = await client.ask('POST', '/api/conversations', {});
    id = v0.conversationResponse.parse(body).conversation_id;
    await untilReady();
    await using socket = await joined();
    const asked = (payload: Payload): boolean =>
      payload['action'] === 'run' && awaitsYes.safeParse(payload).success;

    let from = emit(socket, say('Touch the file'));
    await socket.until(asked, from);
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_confirmation', from);
    from = emit(socket, press('user_rejected'));
    await socket.until((payload) => payload['observation'] === 'user_rejected', from);
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_input', from);

    from = emit(socket, say('Touch it anyway'));
    await socket.until((payload) => stateOf(payload) === 'awaiting_user_confirmation', from);
    from = emit(socket, press('user_confirmed'));
    const ran = await socket.until((payload) => payload['observation'] === 'run', from);
    expect(ran).toMatchObject({ extras: { metadata: { exit_code: 0 } } });
  });

  it('(f) stops, opens again and deletes', async () => {
    expect((await client.ask('POST', `/api/conversations/${id}/stop`)).status).toBe(200);
    const stopped = await client.get(`/api/conversations/${id}`, v0.conversationInfo);
    expect(stopped.status).toBe('STOPPED');
    await client.ask('POST', `/api/conversations/${id}/start`, { providers_set: [] });
    await untilReady();
    await using socket = await client.connect(id);
    const left = new Promise((resolve) => socket.socket.once('disconnect', resolve));
    expect((await client.ask('DELETE', `/api/conversations/${id}`)).body).toBe(true);
    await left;
    const list = await client.get('/api/conversations?limit=20', v0.conversationList);
    expect(list.results.map((one) => one.conversation_id)).not.toContain(id);
  });

  it('has caused no error on the server', () => {
    expectNoErrors(rig.server);
    expect(rig.server.errors).not.toContain('key-of-the-model');
  });
});

const awaitsYes = z.looseObject({
  args: z.looseObject({ confirmation_state: z.literal('awaiting_confirmation') }),
});
