import { SqliteStorage } from '@capstan/storage';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shellContext } from '../../../test/shell-context.ts';
import type { Api } from '../../http/api.ts';
import { createApi } from '../../http/create-api.ts';
import type { UserAuth } from '../../user/user-auth.ts';
import { securityRoutes } from './security-routes.ts';

/** Everybody is who their key says. */
const auth: UserAuth = {
  authenticate: async ({ header }) => {
    const id = header('x-session-api-key');
    return id === undefined ? null : { id, email: null, authType: 'key' };
  },
};

let home: string;
let storage: SqliteStorage;
let api: Api;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'capstan-security-'));
  storage = SqliteStorage.open({ file: join(home, 'capstan.db'), worker: false });
  await storage.conversations.create({ conversationId: 'hers', userId: 'alice' });
  api = createApi({ ...shellContext({ auth }), storage }, [securityRoutes], { checkResponses: true });
});

afterAll(async () => {
  await storage.close();
  await rm(home, { recursive: true });
});

async function ask(conversation: string, user: string, method = 'GET'): Promise<[number, string]> {
  const response = await api.request(`/api/conversations/${conversation}/security/policy`, {
    method,
    headers: { 'x-session-api-key': user },
  });
  const body = JSON.parse(await response.text());
  return [response.status, body.code];
}

it.each(['GET', 'POST', 'PUT', 'DELETE'])('%s: no analyzer has routes so far', async (method) => {
  expect(await ask('hers', 'alice', method)).toEqual([404, 'route_not_found']);
});

it('a conversation of somebody else cannot be told from none', async () => {
  expect(await ask('hers', 'bob')).toEqual([404, 'conversation_not_found']);
  expect(await ask('nobodys', 'bob')).toEqual([404, 'conversation_not_found']);
});
