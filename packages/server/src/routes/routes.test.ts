import { describe, expect, it } from 'vitest';
import { KEY, shellContext } from '../../test/shell-context.ts';
import { createApi } from '../http/create-api.ts';
import { Connections } from '../realtime/connections.ts';
import { eventStreamRoutes } from '../realtime/event-stream-routes.ts';
import type { ServerContext } from '../server-context.ts';
import { ROUTES } from './index.ts';
import { describeApi } from './openapi/describe-api.ts';
import { operations } from './openapi/api-document.ts';

/** What needs no credentials; nothing else may. */
const OPEN = [
  'GET /alive',
  'GET /health',
  'GET /login',
  'GET /login/callback',
  'GET /openapi.json',
  'GET /ready',
  'POST /api/logout',
];

/** There is no server behind: who gets through to a handler finds nothing there. */
const context: ServerContext = Object.assign(Object.create(null), shellContext());
const api = createApi(context, [...ROUTES, eventStreamRoutes(new Connections())]);

const all = operations(describeApi()).map(({ name, operation }) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, method, path: path.replaceAll(/{\w+}/g, 'x'), isOpen: operation.security?.length === 0 };
});
const closed = all.filter(({ isOpen }) => !isOpen);

it('only what has to be open is open', () => {
  const open = all.filter(({ isOpen }) => isOpen).map(({ name }) => name);
  expect(open.toSorted()).toEqual(OPEN);
});

describe.each(closed)('$name', ({ method, path }) => {
  it('needs credentials', async () => {
    expect((await api.request(path, { method })).status).toBe(401);
    // In a URL a key gets into logs, so there it is worth nothing.
    expect((await api.request(`${path}?session_api_key=${KEY}`, { method })).status).toBe(401);
  });
});

describe.each(closed.filter(({ method }) => method !== 'GET'))('$name', ({ method, path }) => {
  it('is not for pages elsewhere', async () => {
    const headers = {
      origin: 'https://evil.example',
      cookie: 'login=yes',
      'content-type': 'application/json',
    };
    expect((await api.request(path, { method, headers, body: '{}' })).status).toBe(403);
  });
});
