import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFAULT_SETTINGS } from '../../settings/settings.ts';
import { ConversationApi } from '../../../test/support/conversation-api.ts';

const created = z.object({ conversation_id: z.string() });
const list = z.object({
  results: z.array(z.object({ conversation_id: z.string(), num_connections: z.int(), title: z.string() })),
  next_page_id: z.string().nullable(),
});
const HELLO = turn.text('Hello.');

async function begun(api: ConversationApi, body: object = { initial_user_msg: 'Hello' }): Promise<string> {
  const answer = await api.ask('POST', '/api/conversations', body);
  expect(answer).toMatchObject({ status: 200, body: { status: 'ok', message: null } });
  return created.parse(answer.body).conversation_id;
}

describe('a conversation that cannot begin leaves nothing behind', () => {
  it('without a model', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    Object.assign(api.context.config.llm, { model: null });
    const answer = await api.ask('POST', '/api/conversations', {});
    expect(answer).toMatchObject({
      status: 400,
      body: { status: 'error', message: 'Settings not found', msg_id: 'CONFIGURATION$SETTINGS_NOT_FOUND' },
    });
    expect(await api.context.storage.conversations.count({})).toBe(0);
  });

  it('without a key for the model', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    Object.assign(api.context.config.llm, {
      model: 'anthropic/claude-sonnet-4-5',
      apiKey: null,
      baseUrl: null,
    });
    const answer = await api.ask('POST', '/api/conversations', { initial_user_msg: 'Hello' });
    expect(answer).toMatchObject({ status: 400, body: { msg_id: 'STATUS$ERROR_LLM_AUTHENTICATION' } });
    expect(await api.context.storage.conversations.count({})).toBe(0);
  });

  it('with a repository that nobody can see, a replay that is none, or a folder that is not there', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    const bodies = [
      { repository: 'acme/shop' },
      { replay_json: '[]' },
      { replay_json: 'no JSON' },
      { workspace: '/no/such/folder' },
      { workspace: 'relative' },
    ];
    const answers = await Promise.all(bodies.map((body) => api.ask('POST', '/api/conversations', body)));
    expect(answers.map(({ status }) => status)).toEqual([401, 400, 400, 400, 400]);
    expect(await api.context.storage.conversations.count({})).toBe(0);
  });
});

describe('a replay', () => {
  const trajectory = z.object({ trajectory: z.array(z.unknown()) });

  it('runs to its end where no model is set, and only what comes after it misses one', async () => {
    const turns = [
      turn.call('execute_bash', { command: 'echo again > made', security_risk: 'LOW' }),
      turn.call('finish', { message: 'Done.' }),
    ];
    await using api = await ConversationApi.start({ turns });
    const recorded = await begun(api);
    await api.rig.untilState(recorded, 'finished');
    const { body } = await api.ask('GET', `/api/conversations/${recorded}/trajectory`);
    const replay_json = JSON.stringify(trajectory.parse(body).trajectory);
    Object.assign(api.context.config.llm, { model: null, apiKey: null, baseUrl: null });

    const id = await begun(api, { replay_json });
    const finished = await api.rig.untilState(id, 'finished');
    expect(readFileSync(join(api.rig.home, 'workspaces', id, 'made'), 'utf8')).toBe('again\n');
    expect(api.rig.complaints).toEqual([]);

    await api.ask('POST', `/api/conversations/${id}/message`, { message: 'And now?' });
    expect(await api.rig.untilState(id, 'error', finished.id)).toMatchObject({
      extras: { reason: expect.stringContaining('No model is configured') },
    });
  });
});

describe('a conversation', () => {
  it('with the name of an agent that there is not ends in an error that says so', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    await api.context.settings.update(null, () => ({ ...DEFAULT_SETTINGS, agent: 'NoSuchAgent' }));
    const id = await begun(api);
    const failed = await api.rig.untilState(id, 'error');
    expect(failed).toMatchObject({
      extras: { reason: expect.stringContaining('Unknown agent NoSuchAgent') },
    });
    await expect
      .poll(async () => (await api.ask('GET', `/api/conversations/${id}`)).body)
      .toMatchObject({ status: 'ERROR' });
  });

  it('shows its clients in lists as it does alone', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    const id = await begun(api);
    await api.rig.manager.joinConversation(id, 'one', { userId: null });
    await api.rig.manager.joinConversation(id, 'two', { userId: null });
    await api.rig.untilState(id, 'awaiting_user_input');
    const alone = (await api.ask('GET', `/api/conversations/${id}`)).body;
    const { body } = await api.ask('GET', '/api/conversations');
    expect(list.parse(body).results).toMatchObject([{ conversation_id: id, num_connections: 2 }]);
    expect(body).toMatchObject({ results: [alone] });
  });

  it('is null where there is none, and false to remove', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    expect(await api.ask('GET', '/api/conversations/unknown')).toEqual({ status: 200, body: null });
    expect(await api.ask('DELETE', '/api/conversations/unknown')).toEqual({ status: 200, body: false });
    expect(await api.ask('PATCH', '/api/conversations/unknown', { title: 'A' })).toMatchObject({
      status: 404,
      body: { status: 'error', msg_id: 'CONVERSATION$NOT_FOUND' },
    });
  });

  it('of somebody else is as unknown as one that does not exist', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    const id = await begun(api);
    for (const [method, path, body] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PATCH', '', { title: 'Mine now' }],
      ['POST', '/start', {}],
      ['POST', '/stop'],
      ['POST', '/message', { message: 'Hi' }],
      ['GET', '/events'],
      ['GET', '/list-files'],
    ] as const) {
      const foreign = await api.ask(method, `/api/conversations/${id}${path}`, body, 'mallory');
      expect(foreign, `${method} ${path}`).toEqual(
        await api.ask(method, `/api/conversations/unknown${path}`, body, 'mallory'),
      );
    }
    expect(await api.ask('GET', `/api/conversations/${id}`)).toMatchObject({ body: { conversation_id: id } });
  });

  it('keeps the title that a person gives it, and tells its clients', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    const id = await begun(api);
    const told = api.rig.untilNotice(id, (notice) => 'conversation_title' in notice);
    expect(await api.ask('PATCH', `/api/conversations/${id}`, { title: '  Mine ' })).toMatchObject({
      body: true,
    });
    expect(await told).toMatchObject({ message: id, conversation_title: 'Mine' });
    expect(await api.ask('PATCH', `/api/conversations/${id}`, { title: '   ' })).toMatchObject({
      status: 422,
    });
    expect(await api.ask('GET', `/api/conversations/${id}`)).toMatchObject({ body: { title: 'Mine' } });
  });

  it('starts, stops and says how it was before', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    const id = await begun(api);
    await api.rig.untilState(id, 'awaiting_user_input');
    expect(await api.ask('POST', `/api/conversations/${id}/stop`)).toMatchObject({
      body: { message: 'Conversation stopped successfully', conversation_status: 'RUNNING' },
    });
    expect(await api.ask('POST', `/api/conversations/${id}/stop`)).toMatchObject({
      body: { message: 'Conversation was not running', conversation_status: 'STOPPED' },
    });
    expect(await api.ask('POST', `/api/conversations/${id}/start`, {})).toMatchObject({
      status: 200,
      body: { status: 'ok', conversation_id: id },
    });
  });
});

describe('the list of conversations', () => {
  it('goes page by page through all of them, each once, filtered before it is cut into pages', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    for (let index = 0; index < 7; index += 1) {
      await api.context.storage.conversations.create({
        conversationId: `c${index}`,
        userId: null,
        trigger: index % 2 === 0 ? 'gui' : 'resolver',
        status: 'STOPPED',
      });
    }
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: string = next === '' ? '' : `&page_id=${encodeURIComponent(next)}`;
      const { body } = await api.ask('GET', `/api/conversations?limit=2&conversation_trigger=gui${page}`);
      const { results, next_page_id } = list.parse(body);
      seen.push(...results.map((one) => one.conversation_id));
      next = next_page_id;
    }
    expect(seen.toSorted()).toEqual(['c0', 'c2', 'c4', 'c6']);
  });

  it('narrows by words of title and repository and by how conversations stand, on any number of pages', async () => {
    await using api = await ConversationApi.start({ turns: [HELLO] });
    const states = ['finished', 'paused', null] as const;
    for (let index = 0; index < 12; index += 1) {
      await api.context.storage.conversations.create({
        conversationId: `c${index}`,
        title: index % 2 === 0 ? `Mend the BASKET ${index}` : null,
        selectedRepository: index % 4 === 1 ? 'acme/Basket' : 'acme/anvil',
        agentState: states[index % 3] ?? null,
        status: index === 0 ? 'ERROR' : 'STOPPED',
      });
    }
    await api.context.storage.conversations.create({
      conversationId: 'theirs',
      userId: 'ann',
      title: 'basket',
    });
    const ids = async (filter: string): Promise<string[]> => {
      const found: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: string = next === '' ? '' : `&page_id=${encodeURIComponent(next)}`;
        const { body } = await api.ask('GET', `/api/conversations?limit=2&${filter}${page}`);
        const { results, next_page_id } = list.parse(body);
        found.push(...results.map((one) => one.conversation_id));
        next = next_page_id;
      }
      return found.toSorted();
    };
    expect(await ids('query=basket')).toEqual(['c0', 'c1', 'c10', 'c2', 'c4', 'c5', 'c6', 'c8', 'c9']);
    expect(await ids('query=%20acme%2Fbasket%20')).toEqual(['c1', 'c5', 'c9']);
    expect(await ids('query=100%25')).toEqual([]);
    expect(await ids('query=')).toHaveLength(12);
    expect(await ids('condition=done&query=basket')).toEqual(['c6', 'c9']);
    expect(await ids('condition=done,failed&query=basket')).toEqual(['c0', 'c6', 'c9']);
    expect(await ids('condition=paused&condition=stopped')).toHaveLength(8);
    expect(await ids('condition=working')).toEqual([]);
    expect(await ids('status=ERROR')).toEqual(['c0']);
    expect(await ids('status=ERROR,STOPPED&agent_state=finished')).toEqual(['c0', 'c3', 'c6', 'c9']);
    expect(await api.ask('GET', '/api/conversations?condition=happy')).toMatchObject({ status: 422 });
  });

  it.each(['x', 'MA==', '{"v0":1}', Buffer.from('{"v0":"MjA=","v1":null}').toString('base64')])(
    'refuses the page id %s in place of failing',
    async (pageId) => {
      await using api = await ConversationApi.start({ turns: [HELLO] });
      const answer = await api.ask('GET', `/api/conversations?page_id=${encodeURIComponent(pageId)}`);
      expect(answer).toMatchObject({ status: 422, body: { code: 'request_invalid' } });
    },
  );
});

describe('what is worth remembering', () => {
  it('is worded by the model, from the events around a moment', async () => {
    await using api = await ConversationApi.start({
      turns: [
        HELLO,
        turn.when({ lastMessage: 'update_prompt' }, turn.text('<update_prompt>Use tabs.</update_prompt>')),
      ],
    });
    const id = await begun(api);
    await api.rig.untilState(id, 'awaiting_user_input');
    expect(await api.ask('GET', `/api/conversations/${id}/remember-prompt?event_id=1`)).toEqual({
      status: 200,
      body: { status: 'success', prompt: 'Use tabs.' },
    });
  });
});
