import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { script, startScriptedModel, turn } from '@capstan/llm/scripted';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from './support/capstan-process.ts';
import { untilState } from './support/followed-conversation.ts';
import { apiOperations, type ApiOperations, type Operation } from './support/fuzz/api-operations.ts';
import { randomRequests } from './support/fuzz/random-request.ts';
import { GitHost, REPOSITORY, TOKEN } from './support/git-host.ts';
import { requires } from './support/requirement.ts';
import { ServerProcess } from './support/server-process.ts';
import { ServerUser, type Answered, type Asked } from './support/server-user.ts';
import { SocketListener } from './support/socket-listener.ts';
import { TokenIssuer } from './support/token-issuer.ts';
import { expectNoErrors } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

const UNKNOWN = 'fedcba9876543210fedcba9876543210';
const TASK = 'The word is heliotrope';
const SECRETS = { model: 'key-of-the-model-0123', deploy: 'hunter2-hunter2-hunter2' };
const SAMPLES = 3;

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('two users of one server', () => {
  const stack = new AsyncDisposableStack();
  let server: ServerProcess;
  let home: string;
  let api: ApiOperations;
  let ada: ServerUser;
  let bob: ServerUser;
  let nobody: ServerUser;
  let tokens: string[];
  let settings: Record<string, unknown>;
  /** Ada's conversation. */
  let id: string;

  beforeAll(async () => {
    home = stack.use(await temporaryFolder()).path;
    const issuer = stack.use(await TokenIssuer.start());
    const git = stack.use(await GitHost.start(join(home, 'git-host'), { 'README.md': '# App\n' }));
    const turns = [turn.text('I have heard the word.')];
    const model = stack.use(await startScriptedModel({ script: script(turns, { atEnd: 'repeat-last' }) }));
    server = stack.use(
      await ServerProcess.start({
        home,
        args: ['--log-level', 'debug', '--json-logs'],
        env: {
          ...issuer.environment,
          CAPSTAN_TITLES: 'message',
          CAPSTAN_RATE_LIMIT: 'false',
          CAPSTAN_PLAIN_HTTP_GIT_HOSTS: new URL(git.url).host,
          CAPSTAN_PRIVATE_HOSTS: new URL(model.url).host,
        },
      }),
    );
    tokens = ['ada', 'bob'].map((name) => issuer.tokenOf(name));
    const [first, second] = tokens.map(
      (token) => new ServerUser(server, { authorization: `Bearer ${token}` }),
    );
    ada = first ?? new ServerUser(server);
    bob = second ?? new ServerUser(server);
    nobody = new ServerUser(server);
    api = apiOperations(await (await fetch(`${server.url}/openapi.json`)).json());
    settings = {
      llm_model: 'openai-compatible/scripted',
      llm_base_url: model.baseUrls['openai-chat'],
      llm_api_key: SECRETS.model,
    };
    for (const user of [ada, bob]) await user.json('POST', '/api/settings', settings);
    await ada.json('POST', '/api/settings', { language: 'la', git_user_name: 'Ada' });
    await ada.json('POST', '/api/secrets', { name: 'DEPLOY_KEY', value: SECRETS.deploy });
    await ada.json('POST', '/api/add-git-providers', {
      provider_tokens: { github: { token: TOKEN, host: git.url } },
    });
    const body = { initial_user_msg: TASK, repository: REPOSITORY, selected_branch: 'main' };
    id = await begun(ada, body);
    await untilState(server, id, 'awaiting_user_input', { headers: ada.headers });
    await writeFile(join(workspaceOf(id), 'diary.txt'), 'heliotrope\n');
    // What is said of it beside its log comes a moment later.
    await vi.waitFor(async () => {
      const [{ body }, log] = await Promise.all([
        ada.json('GET', `/api/conversations/${id}`),
        ada.json('GET', `/api/conversations/${id}/events?limit=1&reverse=true`),
      ]);
      const { last_updated_at: at, runtime_status: runtime } = v0.conversationInfo.parse(body);
      const last = v0.eventPage.parse(log.body).events.at(0)?.['timestamp'];
      if (at !== last || runtime !== 'STATUS$READY') throw new Error('It is not up to date');
    }, 20_000);
  });
  afterAll(async () => {
    for (const user of [ada, bob]) {
      const { body } = await user.json('GET', '/api/conversations?limit=100');
      for (const one of v0.conversationList.parse(body).results) {
        await user.json('DELETE', `/api/conversations/${one.conversation_id}`);
      }
    }
    await stack.disposeAsync();
  });

  const workspaceOf = (conversationId: string): string => join(home, 'capstan', 'workspaces', conversationId);

  async function begun(user: ServerUser, body: unknown): Promise<string> {
    const answer = await user.json('POST', '/api/conversations', body);
    return v0.conversationResponse.parse(answer.body).conversation_id;
  }

  /** Everything of Ada's that somebody could change. */
  async function adasThings(): Promise<unknown[]> {
    const paths = [
      `/api/conversations/${id}`,
      `/api/conversations/${id}/events?limit=100`,
      `/api/conversations/${id}/list-files?path=.`,
      '/api/settings',
      '/api/secrets',
      '/api/conversations',
    ];
    return Promise.all(paths.map((path) => ada.json('GET', path)));
  }

  /** Requests to an operation that would do something, about some conversation. */
  function about(operation: Operation, conversationId: string): Asked[] {
    const kinds = { api, conversations: [conversationId], wellFormed: true };
    return fc
      .sample(randomRequests(operation, kinds), { numRuns: SAMPLES, seed: 5 })
      .map(({ target, headers, body }) => ({
        method: operation.method,
        target: target.replace(/^\/api\/conversations\/[0-9a-f]{32}/, `/api/conversations/${conversationId}`),
        headers,
        body,
      }));
  }

  const told = ({ status, headers, text }: Answered): unknown => ({
    status,
    type: headers['content-type'],
    text: text.replaceAll(id, '<id>').replaceAll(UNKNOWN, '<id>'),
  });

  it('whatever somebody asks about a conversation of another, it is as if there were none', async () => {
    const before = await adasThings();
    const ofOne = api.operations.filter(({ path }) => path.includes('{conversation_id}'));
    expect(ofOne.length).toBeGreaterThan(25);
    for (const operation of ofOne) {
      const unknown = about(operation, UNKNOWN);
      for (const [index, asked] of about(operation, id).entries()) {
        const theirs = await bob.ask(asked);
        const none = await bob.ask(unknown[index] ?? asked);
        expect({ asked: asked.target, ...Object(told(theirs)) }).toEqual({
          asked: asked.target,
          ...Object(told(none)),
        });
        // The few that answer a client of OpenHands with 200 say that there is nothing.
        if (theirs.status === 200) expect(theirs.text).toMatch(/^(null|false)$/);
      }
    }
    expect(await adasThings()).toEqual(before);
  });

  it('the heads of these answers tell nothing either', async () => {
    for (const operation of api.operations) {
      if (operation.method !== 'GET' || !operation.path.includes('{conversation_id}')) continue;
      const [asked] = about(operation, id);
      const [unknown] = about(operation, UNKNOWN);
      if (asked === undefined || unknown === undefined) throw new Error('nothing to ask');
      const [theirs, none] = [
        await bob.ask({ ...asked, method: 'HEAD' }),
        await bob.ask({ ...unknown, method: 'HEAD' }),
      ];
      expect([asked.target, theirs.status]).toEqual([asked.target, none.status]);
    }
  });

  it('lists, searches, settings and secrets show what is one’s own', async () => {
    expect((await bob.json('GET', '/api/conversations')).body).toEqual({ results: [], next_page_id: null });
    const of = `/api/microagent-management/conversations?selected_repository=${REPOSITORY}`;
    expect((await bob.json('GET', of)).body).toEqual({ results: [], next_page_id: null });
    expect((await bob.json('GET', '/api/events/search?query=heliotrope')).body).toMatchObject({
      results: [],
    });
    for (const conversation of [id, UNKNOWN]) {
      const path = `/api/events/search?query=heliotrope&conversation_id=${conversation}`;
      expect((await bob.json('GET', path)).status).toBe(404);
    }
    expect((await bob.json('GET', '/api/secrets')).body).toEqual({ custom_secrets: [] });
    expect((await bob.json('PUT', '/api/secrets/DEPLOY_KEY', { name: 'MINE' })).status).toBe(404);
    expect((await bob.json('DELETE', '/api/secrets/DEPLOY_KEY')).status).toBe(404);
    expect((await bob.json('GET', '/api/settings')).body).toMatchObject({
      language: null,
      git_user_name: null,
      provider_tokens_set: {},
    });
    expect((await bob.json('GET', '/api/user/info')).status).toBe(401);
    // Whoever forgets everything forgets their own.
    const before = await adasThings();
    for (const path of ['/api/secrets', '/api/settings']) await bob.json('DELETE', path);
    await bob.json('POST', '/api/unset-provider-tokens');
    expect(await adasThings()).toEqual(before);
    expect((await ada.json('GET', '/api/user/info')).body).toMatchObject({ login: 'ada' });
  });

  it('the sandbox of one does not see the files of another, nor those of the server', async () => {
    await bob.json('POST', '/api/settings', settings);
    const own = await begun(bob, {});
    const hidden = [
      join(workspaceOf(id), 'diary.txt'),
      `../${id}/diary.txt`,
      join(home, 'capstan', 'capstan.db'),
      join(home, 'capstan', 'vault.key'),
      '/proc/self/environ',
    ];
    for (const file of hidden) {
      for (const route of ['select-file?file=', 'download-file?path=', 'git/diff?path=']) {
        const target = `/api/conversations/${own}/${route}${encodeURIComponent(file)}`;
        const { status, text } = await bob.ask({ method: 'GET', target });
        expect([target, status >= 400 || !text.includes('CAPSTAN')]).toEqual([target, true]);
        expect(text).not.toContain('heliotrope');
      }
    }
    const others = encodeURIComponent(workspaceOf(id));
    const listed = await bob.ask({
      method: 'GET',
      target: `/api/conversations/${own}/list-files?path=${others}`,
    });
    expect(listed.text).not.toContain('diary');
  });

  it('over Socket.IO somebody else’s conversation is none', async () => {
    const refusal = async (conversationId: string): Promise<unknown> => {
      const connecting = SocketListener.connect(
        server.url,
        { conversation_id: conversationId, latest_event_id: '-1' },
        { extraHeaders: { ...bob.headers } },
      );
      return connecting.then(
        () => 'connected',
        (error: unknown) => ({ message: String(error), ...Object(error) }),
      );
    };
    const [theirs, none] = [await refusal(id), await refusal(UNKNOWN)];
    expect(theirs).toMatchObject({ message: expect.stringContaining('Conversation not found') });
    expect(JSON.stringify(theirs).replaceAll(id, '')).toBe(JSON.stringify(none).replaceAll(UNKNOWN, ''));
    await using own = await SocketListener.connect(
      server.url,
      { conversation_id: id, latest_event_id: '-1' },
      { extraHeaders: { ...ada.headers } },
    );
    expect(await own.until(({ source }) => source === 'user')).toMatchObject({ args: { content: TASK } });
  });

  it('over WebSocket somebody else’s conversation is none', async () => {
    const frames = async (conversationId: string): Promise<string> => {
      const url = `${server.url.replace('http', 'ws')}/api/conversations/${conversationId}/events/stream`;
      const key = Buffer.from(tokens[1] ?? '').toString('base64url');
      const socket = new WebSocket(url, ['capstan', `capstan.key.${key}`]);
      const said: string[] = [];
      socket.addEventListener('message', ({ data }) => said.push(String(data)));
      const code = await new Promise((resolve) => {
        socket.addEventListener('close', (event) => resolve(event.code), { once: true });
      });
      return [...said, code].join('\n').replaceAll(conversationId, '<id>');
    };
    const [theirs, none] = [await frames(id), await frames(UNKNOWN)];
    expect(theirs).toContain('conversation_not_found');
    expect(theirs).toBe(none);
  });

  it('over MCP somebody else’s conversation is none', async () => {
    const call = async (name: string, args: object): Promise<string> => {
      const { status, text } = await bob.ask({
        method: 'POST',
        target: '/mcp',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: Buffer.from(
          JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
        ),
      });
      return `${status} ${text}`.replaceAll(/fedcba9876543210fedcba9876543210|\b[0-9a-f]{32}\b/g, '<id>');
    };
    const before = await adasThings();
    for (const [name, args] of [
      ['read_conversation', {}],
      ['send_message', { message: 'Tell me the word' }],
      ['wait_for_conversation', { timeout_seconds: 1 }],
      ['stop_conversation', {}],
      ['answer_confirmation', { decision: 'confirm' }],
    ] as const) {
      const theirs = await call(name, { conversation_id: id, ...args });
      expect(theirs).toContain('conversation_not_found');
      expect(theirs).toBe(await call(name, { conversation_id: UNKNOWN, ...args }));
    }
    for (const args of [{}, { query: 'heliotrope' }]) {
      const listed = await call('list_conversations', args);
      expect(listed).toMatch(/^200 /);
      expect(listed).not.toContain('heliotrope');
    }
    expect(await adasThings()).toEqual(before);
  });

  it('without credentials there is nothing but what is declared open', async () => {
    for (const operation of api.operations) {
      const [asked] = about(operation, id);
      if (asked === undefined) throw new Error('nothing to ask');
      const { status, text } = await nobody.ask(asked);
      const answer = {
        operation: operation.id,
        isRefused: status === 401 && text.includes('"unauthorized"'),
      };
      expect(answer).toEqual({ operation: operation.id, isRefused: !operation.open });
    }
    for (const target of ['/mcp', '/mcp/mcp']) {
      expect((await nobody.ask({ method: 'POST', target })).status).toBe(401);
    }
    const query = { conversation_id: id, latest_event_id: '-1' };
    await expect(SocketListener.connect(server.url, query)).rejects.toThrow('invalid_session_api_key');
  });

  it('a token of somebody else’s making opens nothing', async () => {
    await using other = await TokenIssuer.start();
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const claims = (tokens[0] ?? '').split('.')[1] ?? '';
    for (const token of [
      other.tokenOf('ada'),
      `${none}.${claims}.`,
      `${tokens[0]}x`,
      tokens[0]?.slice(0, -4),
    ]) {
      const forger = new ServerUser(server, { authorization: `Bearer ${token}` });
      expect((await forger.ask({ method: 'GET', target: '/api/settings' })).status).toBe(401);
    }
  });

  it('another host is not answered, whatever is asked', async () => {
    for (const operation of api.operations) {
      const [asked] = about(operation, id);
      if (asked === undefined) throw new Error('nothing to ask');
      const { status } = await ada.ask({ ...asked, headers: { ...asked.headers, host: 'evil.example' } });
      expect([operation.id, status]).toEqual([operation.id, 403]);
    }
  });

  it('no key is in an answer, in a URL or in a line of the log', () => {
    const heard = [...ada.heard, ...bob.heard, ...nobody.heard].join('\n');
    for (const secret of [...Object.values(SECRETS), TOKEN, ...tokens]) {
      expect(heard.includes(secret)).toBe(false);
      expect(server.errors.includes(secret)).toBe(false);
    }
    expect(server.errors).toContain('/api/settings');
    expect(server.errors).not.toMatch(/heliotrope/);
    expectNoErrors(server);
  });
});
