import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { turn } from '@capstan/llm/scripted';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationApi } from '../../../test/support/conversation-api.ts';
import { DEFAULT_SETTINGS } from '../../settings/settings.ts';

let api: ConversationApi;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  api = await ConversationApi.start({ turns: [turn.text('ready')], atEnd: 'repeat-last' });
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await api[Symbol.asyncDispose]();
});

/** Address of a server that lasts as long as the test. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const refusing =
  (status: number, message: string): RequestListener =>
  (_request, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { message } }));

const tested = (body: object, user?: string) => api.ask('POST', '/api/models/test', body, user);

describe('a model is tried out', () => {
  it('with what is stored, by one exchange', async () => {
    const answer = await tested({ model: 'openai-chat/scripted' });
    expect(answer).toEqual({
      status: 200,
      body: { ok: true, model: 'openai-chat/scripted', latency_ms: expect.any(Number) },
    });
    expect(api.rig.model.requests).toHaveLength(1);
    expect(await api.context.settings.load(null)).toBeUndefined();
  });

  it('with the key and the address of the request, or with those that are stored', async () => {
    const keys: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      keys.push(request.headers.authorization);
      refusing(401, 'no')(request, response);
    });
    await api.context.settings.update(null, () => ({
      ...DEFAULT_SETTINGS,
      llm_api_key: 'stored-key',
      llm_base_url: `${url}/v1`,
    }));
    const model = 'openai-compatible/one';
    await tested({ model });
    await tested({ model, api_key: null });
    await tested({ model, api_key: '**********' });
    await tested({ model, api_key: 'typed-key', base_url: `${url}/v2` });
    expect(keys).toEqual(['Bearer stored-key', 'Bearer stored-key', 'Bearer stored-key', 'Bearer typed-key']);
  });

  it.each([
    [401, 'Incorrect API key', 'model_authentication'],
    [404, 'The model `one` does not exist', 'model_not_found'],
    [429, 'Slow down', 'model_rate_limited'],
    [402, 'Insufficient balance', 'model_out_of_credits'],
    [500, 'Oops', 'model_server_error'],
  ])('and an answer %i is told with its remedy, at once', async (status, message, code) => {
    let asked = 0;
    const url = await serving((request, response) => {
      asked += 1;
      refusing(status, message)(request, response);
    });
    const { body } = await tested({ model: 'openai-compatible/one', api_key: 'typed-key', base_url: url });
    expect(body).toEqual({
      ok: false,
      model: 'openai-compatible/one',
      code,
      message: expect.stringContaining(message),
      remedy: expect.stringMatching(/^(?!.*resume).*\.$/i),
    });
    expect(JSON.stringify(body)).not.toContain('typed-key');
    expect(asked).toBe(1);
  });

  it('and what cannot even be asked is told', async () => {
    const failures = [
      [{ model: 'no-such-provider/x' }, 'model_unknown'],
      [{ model: 'mistral/x' }, 'model_key_missing'],
      [{ model: 'openai-compatible/x', base_url: 'http://127.0.0.1:9/v1' }, 'model_unreachable'],
      [{ model: 'openai-compatible/x', base_url: 'ftp://x' }, 'usage'],
    ] as const;
    for (const [body, code] of failures) {
      const answer = await tested(body);
      expect(answer).toMatchObject({ status: 200, body: { ok: false, code } });
      expect(JSON.stringify(answer.body)).not.toMatch(/--|resume/i);
    }
    expect(await tested({ model: ' ' })).toMatchObject({ status: 422 });
  });

  it('only so often by one user', async () => {
    const body = { model: 'no-such-provider/x' };
    for (let count = 0; count < 12; count += 1) expect(await tested(body)).toMatchObject({ status: 200 });
    expect(await tested(body)).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(await tested(body, 'ann')).toMatchObject({ status: 200 });
  });
});

describe('where there are several users', () => {
  it.each([
    'http://127.0.0.1:9/v1',
    'http://localhost:9/v1',
    'http://[::1]:9/v1',
    'http://2130706433/v1',
    'http://169.254.169.254/latest',
    'http://[::ffff:10.0.0.1]/v1',
  ])('none gets to the own network by %s', async (base_url) => {
    const answer = await tested({ model: 'openai-compatible/x', api_key: 'k', base_url }, 'ann');
    expect(answer).toMatchObject({ body: { ok: false, code: 'forbidden' } });
  });

  it('none gets to a model server of the machine by its name', async () => {
    expect(await tested({ model: 'ollama/qwen3' }, 'ann')).toMatchObject({
      body: { ok: false, code: 'forbidden' },
    });
  });

  it('everybody gets to the model of the operator, and to hosts that the operator has named', async () => {
    expect(await tested({ model: 'openai-chat/scripted' }, 'ann')).toMatchObject({ body: { ok: true } });
    const url = new URL(api.rig.model.baseUrls['openai-chat']);
    const mirror = url.href.replace('127.0.0.1', 'localhost');
    const typed = { model: 'openai-chat/scripted', api_key: 'k', base_url: mirror };
    expect(await tested(typed, 'ann')).toMatchObject({ body: { code: 'forbidden' } });
    Object.assign(api.context.config.machine, { privateHosts: [`localhost:${url.port}`] });
    expect(await tested(typed, 'ann')).toMatchObject({ body: { ok: true } });
  });

  it('no conversation begins with an address of the own network', async () => {
    await api.context.settings.update('ann', () => ({
      ...DEFAULT_SETTINGS,
      llm_model: 'openai-compatible/x',
      llm_base_url: 'http://127.0.0.1:9/v1',
    }));
    const answer = await api.ask('POST', '/api/conversations', { initial_user_msg: 'Hi' }, 'ann');
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await api.context.storage.conversations.count({})).toBe(0);
  });

  it('the keys of the environment go to no address that a user has typed', async () => {
    const keys: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      keys.push(request.headers.authorization);
      refusing(401, 'no')(request, response);
    });
    Object.assign(api.context.config.machine, { privateHosts: [new URL(url).host] });
    const before = process.env['OPENAI_COMPATIBLE_API_KEY'];
    process.env['OPENAI_COMPATIBLE_API_KEY'] = 'key-of-the-operator';
    try {
      await tested({ model: 'openai-compatible/x', base_url: url }, 'ann');
    } finally {
      if (before === undefined) delete process.env['OPENAI_COMPATIBLE_API_KEY'];
      else process.env['OPENAI_COMPATIBLE_API_KEY'] = before;
    }
    expect(keys).toEqual([undefined]);
  });
});

describe('model servers of the machine', () => {
  const listing =
    (body: object): RequestListener =>
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  async function found(urls: { ollamaUrl: string | null; lmstudioUrl: string | null }, user?: string) {
    Object.assign(api.context.config.machine, urls);
    return api.ask('GET', '/api/models/local', undefined, user);
  }

  it('are listed with their models as settings take them', async () => {
    const ollamaUrl = await serving(
      listing({
        models: [{ name: 'qwen3:8b', details: { context_length: 40_960 } }, { name: 'gpt-oss:20b' }],
      }),
    );
    const lmstudioUrl = await serving(listing({ data: [{ id: 'qwen/qwen3', max_context_length: 32_768 }] }));
    expect(await found({ ollamaUrl, lmstudioUrl })).toEqual({
      status: 200,
      body: {
        servers: [
          {
            kind: 'ollama',
            base_url: `${ollamaUrl}/v1`,
            models: [
              { id: 'ollama/qwen3:8b', name: 'qwen3:8b', context_window: 40_960 },
              { id: 'ollama/gpt-oss:20b', name: 'gpt-oss:20b', context_window: null },
            ],
            error: null,
          },
          {
            kind: 'lmstudio',
            base_url: `${lmstudioUrl}/v1`,
            models: [{ id: 'lmstudio/qwen/qwen3', name: 'qwen/qwen3', context_window: 32_768 }],
            error: null,
          },
        ],
      },
    });
    expect(await found({ ollamaUrl, lmstudioUrl }, 'ann')).toEqual({ status: 200, body: { servers: [] } });
  });

  it('that answer something else are listed with what is wrong, silent ones not at all', async () => {
    const ollamaUrl = await serving((_request, response) => void response.writeHead(404).end('<html>'));
    const lmstudioUrl = await serving(() => undefined);
    const { body } = await found({ ollamaUrl, lmstudioUrl });
    expect(body).toEqual({
      servers: [
        {
          kind: 'ollama',
          base_url: `${ollamaUrl}/v1`,
          models: [],
          error: `${ollamaUrl}/api/tags answered 404, and no list of models`,
        },
      ],
    });
    expect(await found({ ollamaUrl: null, lmstudioUrl: 'http://127.0.0.1:9' })).toMatchObject({
      body: { servers: [] },
    });
  });
});
