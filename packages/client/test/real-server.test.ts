import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script, startScriptedModel, turn } from '@capstan/llm/scripted';
import { startServer } from '@capstan/server';
import { defaultConfig } from '@capstan/server/config';
import { expect, it } from 'vitest';
import { createApiClient, followEvents, type FollowItem } from '../src/index.ts';
import { CuttingProxy } from './cutting-proxy.ts';

const KEY = 'key-of-this-test';
const run = (index: number) => turn.call('execute_bash', { command: `echo ${index}`, security_risk: 'LOW' });

it('a conversation is begun, followed over connections that break, and deleted', async () => {
  await using cleanup = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'capstan-client-'));
  cleanup.defer(() => rm(home, { recursive: true, force: true }));
  const turns = [
    ...Array.from({ length: 6 }, (_, index) => run(index)),
    turn.call('finish', { message: 'Done.' }),
  ];
  const model = await startScriptedModel({ script: script(turns, { by: 'conversation' }) });
  cleanup.defer(() => model.close());
  const base = defaultConfig(home);
  const server = await startServer(
    {
      ...base,
      http: { ...base.http, port: 0, rateLimit: null },
      auth: { ...base.auth, sessionApiKey: KEY },
      llm: {
        ...base.llm,
        model: 'openai-chat/scripted',
        apiKey: 'none',
        baseUrl: model.baseUrls['openai-chat'],
      },
      runtime: { ...base.runtime, driver: 'cli' },
      operations: { ...base.operations, logLevel: 'silent' },
    },
    { version: '0.0.0', checkResponses: true },
  );
  cleanup.defer(async () => void (await server.close()));
  const proxy = await CuttingProxy.start(new URL(server.url));
  cleanup.use(proxy);

  const api = createApiClient({ baseUrl: server.url, apiKey: KEY });
  const { data: created } = await api.POST('/api/conversations', { body: { initial_user_msg: 'Count.' } });
  const conversationId = created?.conversation_id ?? '';
  const followed = await Promise.all(
    (['sse', 'websocket'] as const).map(async (transport) => {
      const ids: number[] = [];
      const items = followEvents({ baseUrl: proxy.url, conversationId, apiKey: KEY, transport });
      for await (const item of items) {
        if (item.type !== 'event') continue;
        ids.push(item.event.id);
        if (ids.length % 5 === 0) proxy.cut();
        const { event } = item;
        if (event.observation === 'agent_state_changed' && event.extras.agent_state === 'finished') break;
      }
      return ids;
    }),
  );
  const { data: page } = await api.GET('/api/conversations/{conversation_id}/events', {
    params: { path: { conversation_id: conversationId }, query: { limit: 100 } },
  });
  const stored = page?.events.map((event) => event['id']) ?? [];
  for (const ids of followed) expect(ids).toEqual(stored.slice(0, ids.length));
  expect(followed[0]).toEqual(followed[1]);
  expect(stored.length).toBeGreaterThan(12);

  const following = followEvents({
    baseUrl: server.url,
    conversationId,
    apiKey: KEY,
    after: stored.length - 1,
  });
  const ended = drained(following);
  // Looked at below, after the request that brings it about.
  ended.catch(() => undefined);
  await api.DELETE('/api/conversations/{conversation_id}', {
    params: { path: { conversation_id: conversationId } },
  });
  await expect(ended).rejects.toMatchObject({ code: 'conversation_not_found' });
  for (const transport of ['sse', 'websocket'] as const) {
    const refused = followEvents({ baseUrl: server.url, conversationId, apiKey: 'wrong', transport });
    await expect(drained(refused)).rejects.toMatchObject({ code: 'unauthorized' });
  }
});

async function drained(items: AsyncIterable<FollowItem>): Promise<FollowItem[]> {
  const all: FollowItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}
