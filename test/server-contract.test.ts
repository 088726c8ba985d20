import { turn } from '@capstan/llm/scripted';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { untilState } from './support/followed-conversation.ts';
import { requires } from './support/requirement.ts';
import { SocketListener } from './support/socket-listener.ts';
import { expectAnswer, expectNoErrors, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

const names = z.array(z.string());
const sorted = names.refine((given) => given.join() === given.toSorted().join(), 'is not sorted');
const HELLO = { initial_user_msg: 'Say hello, please' };

let rig: V0Rig;
beforeAll(async () => {
  rig = await V0Rig.start({
    turns: [
      turn.when({ lastMessage: 'update_prompt' }, turn.text('<update_prompt>Say hello.</update_prompt>')),
      turn.text('Hello.'),
    ],
  });
});
afterAll(() => rig[Symbol.asyncDispose]());

describe('before there are settings', () => {
  it('the routes of a probe need no key, the others do', async () => {
    for (const [path, body] of [
      ['/alive', { status: 'ok' }],
      ['/health', 'OK'],
      ['/ready', 'OK'],
    ] as const) {
      const response = await fetch(`${rig.server.url}${path}`);
      expect([response.status, await response.json()]).toEqual([200, body]);
    }
    const refused = await fetch(`${rig.server.url}/api/options/models`);
    expect(refused.status).toBe(401);
    expect(v0.failure.parse(await refused.json()).detail).toBe('Unauthorized');
  });

  it('a client finds out what there is to choose from', async () => {
    await expectAnswer(rig, ['GET', '/api/options/models'], 200, sorted.min(10));
    expect(await expectAnswer(rig, ['GET', '/api/options/agents'], 200, sorted)).toContain('CodeActAgent');
    expect(await expectAnswer(rig, ['GET', '/api/options/security-analyzers'], 200, sorted)).toContain('llm');
    await expectAnswer(rig, ['GET', '/api/options/config'], 200, v0.webClientConfig);
    await expectAnswer(rig, ['GET', '/server_info'], 200, v0.serverInfo);
  });

  it('GET of the settings is a 404, by which the web client knows that it has to ask for them', async () => {
    const { error } = await expectAnswer(rig, ['GET', '/api/settings'], 404, v0.failure);
    expect(error).toBe('Settings not found');
  });

  it('a conversation cannot be begun, and none is left behind', async () => {
    const body = await expectAnswer(rig, ['POST', '/api/conversations', {}], 400, v0.failure);
    expect(body).toMatchObject({
      status: 'error',
      message: 'Settings not found',
      msg_id: 'CONFIGURATION$SETTINGS_NOT_FOUND',
    });
    expect(await expectAnswer(rig, ['GET', '/api/conversations'], 200, v0.conversationList)).toEqual({
      results: [],
      next_page_id: null,
    });
  });
});

describe('settings', () => {
  it('are stored, and given back without their keys', async () => {
    const model = { ...rig.modelSettings, llm_api_key: '' };
    expect(await expectAnswer(rig, ['POST', '/api/settings', model], 200, v0.done)).toEqual({
      message: 'Settings stored',
    });
    const body = await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings);
    expect(body).toMatchObject({ llm_model: 'openai-compatible/scripted', llm_api_key_set: false });
    await expectAnswer(rig, ['POST', '/api/settings', { llm_api_key: 'key-of-the-model' }], 200, v0.done);
    expect(await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings)).toEqual({
      ...body,
      llm_api_key_set: true,
    });
  });

  it('that are not sent stay as they are', async () => {
    await expectAnswer(rig, ['POST', '/api/settings', { max_iterations: 40, language: 'de' }], 200, v0.done);
    const mcp = { sse_servers: ['https://mcp.example.org/sse'], stdio_servers: [], shttp_servers: [] };
    await expectAnswer(rig, ['POST', '/api/settings', { mcp_config: mcp, search_api_key: '' }], 200, v0.done);
    const body = await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings);
    expect(body).toMatchObject({ max_iterations: 40, language: 'de', llm_api_key_set: true });
    expect(body.mcp_config?.sse_servers).toMatchObject([{ url: 'https://mcp.example.org/sse' }]);
    await expectAnswer(
      rig,
      ['POST', '/api/settings', { mcp_config: null, max_iterations: null }],
      200,
      v0.done,
    );
  });

  it('that cannot be are refused with what is wrong', async () => {
    const { detail } = await expectAnswer(
      rig,
      ['POST', '/api/settings', { condenser_max_size: 19, confirmation_mode: 'maybe' }],
      422,
      v0.failure,
    );
    expect(detail).toMatchObject([
      { loc: ['body', 'confirmation_mode'] },
      { loc: ['body', 'condenser_max_size'] },
    ]);
  });

  it('are not reset any more', async () => {
    const { error } = await expectAnswer(rig, ['POST', '/api/reset-settings'], 410, v0.failure);
    expect(error).toBe('Reset settings functionality has been removed.');
  });
});

describe('secrets', () => {
  const secret = { name: 'DEPLOY_KEY', value: 'hunter2-hunter2', description: 'for the shop' };

  it('are made, listed without their values, renamed and forgotten', async () => {
    expect(await expectAnswer(rig, ['GET', '/api/secrets'], 200, v0.secretList)).toEqual({
      custom_secrets: [],
    });
    const made = await expectAnswer(rig, ['POST', '/api/secrets', secret], 201, v0.done);
    expect(made.message).toBe('Secret created successfully');
    expect(await expectAnswer(rig, ['GET', '/api/secrets'], 200, v0.secretList)).toEqual({
      custom_secrets: [{ name: 'DEPLOY_KEY', description: 'for the shop' }],
    });
    const again = await expectAnswer(rig, ['POST', '/api/secrets', secret], 400, v0.failure);
    expect(again.message).toBe('Secret DEPLOY_KEY already exists');
    const renamed = { name: 'SHOP_KEY', description: 'renamed' };
    const changed = await expectAnswer(rig, ['PUT', '/api/secrets/DEPLOY_KEY', renamed], 200, v0.done);
    expect(changed.message).toBe('Secret updated successfully');
    const missing = await expectAnswer(rig, ['PUT', '/api/secrets/DEPLOY_KEY', renamed], 404, v0.failure);
    expect(missing.error).toBe('Secret with ID DEPLOY_KEY not found');
    const removed = await expectAnswer(rig, ['DELETE', '/api/secrets/SHOP_KEY'], 200, v0.done);
    expect(removed.message).toBe('Secret deleted successfully');
    await expectAnswer(rig, ['DELETE', '/api/secrets/SHOP_KEY'], 404, v0.failure);
  });
});

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('conversations', () => {
  const ids: string[] = [];

  it('without a key for the model are refused by the name of that error', async () => {
    await expectAnswer(
      rig,
      ['POST', '/api/settings', { llm_model: 'anthropic/claude-sonnet-4-5', llm_api_key: ' ' }],
      200,
      v0.done,
    );
    await expectAnswer(rig, ['POST', '/api/settings', { llm_base_url: '' }], 200, v0.done);
    expect(await expectAnswer(rig, ['POST', '/api/conversations', {}], 400, v0.failure)).toMatchObject({
      status: 'error',
      msg_id: 'STATUS$ERROR_LLM_AUTHENTICATION',
    });
    await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
  });

  it('begin with anything that they know, and nothing else', async () => {
    const blank = await expectAnswer(rig, ['POST', '/api/conversations', {}], 200, v0.conversationResponse);
    expect(blank).toMatchObject({
      message: null,
      conversation_status: expect.stringMatching(/STARTING|RUNNING/),
    });
    const spoken = await expectAnswer(
      rig,
      ['POST', '/api/conversations', HELLO],
      200,
      v0.conversationResponse,
    );
    ids.push(blank.conversation_id, spoken.conversation_id);
    const { detail } = await expectAnswer(
      rig,
      ['POST', '/api/conversations', { initial_msg: 'Hello' }],
      422,
      v0.failure,
    );
    expect(detail).toMatchObject([{ type: 'extra_forbidden', loc: ['body', 'initial_msg'] }]);
    await expectAnswer(rig, ['POST', '/api/conversations', { conversation_id: 'mine' }], 422, v0.failure);
  });

  it('are shown alone and in lists with the same fields, in their order', async () => {
    const [blank = '', spoken = ''] = ids;
    await untilState(rig.server, spoken, 'awaiting_user_input');
    await rig.untilRunning(spoken);
    await rig.untilRunning(blank);
    const one = await expectAnswer(rig, ['GET', `/api/conversations/${spoken}`], 200, v0.conversationInfo);
    expect(one).toMatchObject({
      title: 'Say hello, please',
      status: 'RUNNING',
      runtime_status: 'STATUS$READY',
      trigger: 'gui',
      url: `/api/conversations/${spoken}`,
    });
    const other = await expectAnswer(rig, ['GET', `/api/conversations/${blank}`], 200, v0.conversationInfo);
    expect(other.title).toBe(`Conversation ${blank.slice(0, 5)}`);
    const list = await expectAnswer(rig, ['GET', '/api/conversations?limit=10'], 200, v0.conversationList);
    expect(list.results).toEqual([one, other]);
    expect(Object.keys((await rig.ask('GET', `/api/conversations/${spoken}`)).body ?? {})).toEqual(
      Object.keys(v0.conversationInfo.shape),
    );
  });

  it('are listed by pages', async () => {
    const first = await expectAnswer(rig, ['GET', '/api/conversations?limit=1'], 200, v0.conversationList);
    const page = encodeURIComponent(first.next_page_id ?? '');
    const next = await expectAnswer(
      rig,
      ['GET', `/api/conversations?limit=1&page_id=${page}`],
      200,
      v0.conversationList,
    );
    expect([...first.results, ...next.results].map((one) => one.conversation_id)).toEqual(ids.toReversed());
    expect(next.next_page_id).toBeNull();
    const none = '/api/conversations?conversation_trigger=slack';
    expect((await expectAnswer(rig, ['GET', none], 200, v0.conversationList)).results).toEqual([]);
    const microagents = '/api/microagent-management/conversations?selected_repository=acme/app';
    expect((await expectAnswer(rig, ['GET', microagents], 200, v0.conversationList)).results).toEqual([]);
  });

  it('that nobody knows are null, false, or an error with its mark', async () => {
    const unknown = '/api/conversations/0123456789abcdef0123456789abcdef';
    await expectAnswer(rig, ['GET', unknown], 200, z.null());
    await expectAnswer(rig, ['DELETE', unknown], 200, z.literal(false));
    expect(await expectAnswer(rig, ['PATCH', unknown, { title: 'x' }], 404, v0.failure)).toMatchObject({
      status: 'error',
      message: 'Conversation not found',
      msg_id: 'CONVERSATION$NOT_FOUND',
    });
    for (const [method, rest] of [
      ['POST', '/start'],
      ['POST', '/stop'],
      ['GET', '/config'],
      ['GET', '/events'],
      ['GET', '/trajectory'],
      ['GET', '/git/changes'],
    ] as const) {
      await expectAnswer(rig, [method, unknown + rest, rest === '/start' ? {} : undefined], 404, v0.failure);
    }
  });

  it.each([
    ['a'.repeat(101), 'Conversation ID is too long'],
    ['a%00', 'Conversation ID contains invalid characters'],
    ['a..b', 'Conversation ID contains invalid path characters'],
    ['a%5Cb', 'Conversation ID contains invalid path characters'],
    ['a%0Ab', 'Conversation ID contains control characters'],
  ])('cannot be called %j', async (id, detail) => {
    const body = await expectAnswer(rig, ['GET', `/api/conversations/${id}`], 400, v0.failure);
    expect(body.detail).toBe(detail);
  });

  it('get another title, which their clients are told', async () => {
    const [, spoken = ''] = ids;
    await using client = await SocketListener.connect(rig.server.url, {
      conversation_id: spoken,
      latest_event_id: '-1',
      session_api_key: rig.server.key,
    });
    await expectAnswer(
      rig,
      ['PATCH', `/api/conversations/${spoken}`, { title: ' Greeting ' }],
      200,
      z.literal(true),
    );
    expect(await client.until((payload) => 'conversation_title' in payload)).toEqual({
      status_update: true,
      type: 'info',
      message: spoken,
      conversation_title: 'Greeting',
    });
    const renamed = await expectAnswer(
      rig,
      ['GET', `/api/conversations/${spoken}`],
      200,
      v0.conversationInfo,
    );
    expect(renamed).toMatchObject({ title: 'Greeting', num_connections: 1 });
    for (const body of [{}, { title: '' }, { title: 'x'.repeat(201) }, { title: 'x', more: 1 }]) {
      await expectAnswer(rig, ['PATCH', `/api/conversations/${spoken}`, body], 422, v0.failure);
    }
  });

  it('have a model that says what is worth remembering', async () => {
    const [, spoken = ''] = ids;
    const path = `/api/conversations/${spoken}/remember-prompt`;
    expect(await expectAnswer(rig, ['GET', `${path}?event_id=1`], 200, v0.rememberPrompt)).toEqual({
      status: 'success',
      prompt: 'Say hello.',
    });
    await expectAnswer(rig, ['GET', path], 422, v0.failure);
  });

  it('are stopped and started', async () => {
    const [, spoken = ''] = ids;
    const path = `/api/conversations/${spoken}`;
    expect(await expectAnswer(rig, ['POST', `${path}/stop`], 200, v0.conversationResponse)).toMatchObject({
      message: 'Conversation stopped successfully',
      conversation_status: 'RUNNING',
    });
    expect(await expectAnswer(rig, ['POST', `${path}/stop`], 200, v0.conversationResponse)).toMatchObject({
      message: 'Conversation was not running',
      conversation_status: 'STOPPED',
    });
    const stopped = await expectAnswer(rig, ['GET', path], 200, v0.conversationInfo);
    expect(stopped).toMatchObject({ status: 'STOPPED', runtime_status: null, url: null });
    const started = await expectAnswer(
      rig,
      ['POST', `${path}/start`, { providers_set: ['github'] }],
      200,
      v0.conversationResponse,
    );
    expect(started).toMatchObject({ message: null });
    await expectAnswer(rig, ['POST', `${path}/start`, { providers_set: ['svn'] }], 422, v0.failure);
    await expectAnswer(rig, ['POST', `${path}/exp-config`, { config: { a: 'b' } }], 200, z.literal(false));
  });

  it('are deleted', async () => {
    for (const id of ids) {
      await expectAnswer(rig, ['DELETE', `/api/conversations/${id}`], 200, z.literal(true));
      await expectAnswer(rig, ['GET', `/api/conversations/${id}`], 200, z.null());
    }
  });
});

it('nothing went wrong on the server meanwhile', () => {
  expectNoErrors(rig.server);
});
