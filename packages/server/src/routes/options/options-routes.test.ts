import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY, shellContext } from '../../../test/shell-context.ts';
import { createApi } from '../../http/create-api.ts';
import type { UserAuth } from '../../user/user-auth.ts';
import { ModelList } from './model-list.ts';
import { optionsRoutes } from './options-routes.ts';

const api = createApi(shellContext(), [optionsRoutes], { checkResponses: true });

async function get(name: string): Promise<unknown> {
  const response = await api.request(`/api/options/${name}`, { headers: { 'x-session-api-key': KEY } });
  return response.status === 200 ? response.json() : response.status;
}

it('lists what there is', async () => {
  expect(await get('agents')).toEqual(expect.arrayContaining(['CodeActAgent']));
  expect(await get('security-analyzers')).toEqual(['llm']);
  expect(await get('config')).toMatchObject({
    APP_MODE: 'oss',
    FEATURE_FLAGS: { HIDE_LLM_SETTINGS: false },
    default_model: null,
    multi_user: false,
    local_folders: true,
  });
  expect(await get('models')).toEqual(expect.arrayContaining(['anthropic/claude-sonnet-4-5']));
  expect(await get('nothing')).toBe(404);
});

it('tells what this server is to the one who asks', async () => {
  const ann: UserAuth = { authenticate: async () => ({ id: 'ann', email: null, authType: 'key' }) };
  const llm = { model: 'anthropic/claude-sonnet-4-5', apiKey: 'secret', baseUrl: null };
  const shared = createApi(shellContext({ auth: ann, config: { llm } }), [optionsRoutes], {
    checkResponses: true,
  });
  const body: unknown = await (await shared.request('/api/options/config')).json();
  expect(body).toMatchObject({ default_model: llm.model, multi_user: true, local_folders: false });
  expect(JSON.stringify(body)).not.toContain('secret');
});

it('tells nobody without the key', async () => {
  for (const name of ['models', 'agents', 'security-analyzers', 'config']) {
    expect((await api.request(`/api/options/${name}`)).status).toBe(401);
  }
});

describe('models of this machine', () => {
  let asked = 0;
  let models = ['qwen3:8b'];
  const server = createServer((_request, response) => {
    asked += 1;
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ models: models.map((name) => ({ name })) }));
  });
  let url = '';

  beforeEach(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  it('are in the list, with the one of the configuration, and looked for once a minute', async () => {
    let now = 0;
    const llm = { model: 'openai-compatible/ours', apiKey: null, baseUrl: null };
    const list = new ModelList({
      llm,
      machine: { ollamaUrl: url, lmstudioUrl: null },
      now: () => now,
    });
    const ofMachine = true;
    const [names, same] = await Promise.all([list.names({ ofMachine }), list.names({ ofMachine })]);
    expect(names).toEqual(names.toSorted());
    expect(names).toEqual(expect.arrayContaining(['ollama/qwen3:8b', 'openai-compatible/ours']));
    expect([same, asked]).toEqual([names, 1]);
    models = ['gpt-oss'];
    now = 59_999;
    expect(await list.names({ ofMachine })).toEqual(names);
    now = 60_000;
    expect(await list.names({ ofMachine })).toEqual(expect.arrayContaining(['ollama/gpt-oss']));
    expect(asked).toBe(2);
    expect((await list.names({ ofMachine: false })).filter((name) => name.startsWith('ollama/'))).toEqual([]);
  });
});
