import { describe, expect, it } from 'vitest';
import { KEY, shellContext } from '../../test/shell-context.ts';
import { createApi } from './create-api.ts';

const api = createApi(shellContext(), [
  (routes) => {
    routes.all('/api/thing', (context) => context.json(context.get('user').authType));
  },
]);
const cookie = 'login=yes';
const key = { 'x-session-api-key': KEY };
const own = 'http://localhost';
const neighbour = 'http://localhost:5173';
const foreign = 'https://evil.example';

async function statusOf(method: string, headers: Record<string, string>): Promise<number> {
  const response = await api.request('/api/thing', { method, headers });
  await response.text();
  return response.status;
}

describe('who may do what', () => {
  it.each([
    // method, origin, credentials, status
    ['GET', undefined, key, 200],
    ['POST', undefined, key, 200],
    ['POST', own, { cookie }, 200],
    ['GET', own, { cookie }, 200],
    ['GET', undefined, { cookie }, 200],
    ['POST', neighbour, key, 200],
    ['POST', undefined, { cookie, 'sec-fetch-site': 'same-origin' }, 200],
    // A page elsewhere cannot change anything, whatever the browser sends along.
    ['POST', foreign, { cookie }, 403],
    ['POST', foreign, key, 403],
    ['DELETE', 'null', { cookie }, 403],
    ['PUT', foreign, { cookie }, 403],
    ['PATCH', foreign, { cookie }, 403],
    // Nor read with the cookie.
    ['GET', foreign, { cookie }, 401],
    // A page on another port of this machine needs the key.
    ['GET', neighbour, { cookie }, 401],
    ['POST', neighbour, { cookie }, 401],
    // A change by cookie that does not say where it comes from.
    ['POST', undefined, { cookie }, 403],
    ['POST', undefined, { cookie, 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s from %s with %o: %i', async (method, origin, credentials, status) => {
    const headers = origin === undefined ? credentials : { ...credentials, origin };
    expect(await statusOf(method, headers)).toBe(status);
  });
});

describe('CORS', () => {
  const preflight = (origin: string) =>
    api.request('/api/thing', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-session-api-key',
      },
    });

  it('lets a page that may call know it', async () => {
    const response = await preflight(neighbour);
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': neighbour,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'x-session-api-key',
      'access-control-allow-methods': expect.stringContaining('DELETE'),
      vary: expect.stringContaining('Origin'),
    });
    const answer = await api.request('/api/thing', { headers: { ...key, origin: neighbour } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(neighbour);
  });

  it('a page that may call can read why it was refused', async () => {
    const answer = await api.request('/api/thing', { headers: { origin: neighbour } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, neighbour]);
  });

  it('refuses other pages', async () => {
    const response = await preflight(foreign);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const answer = await api.request('/api/thing', { headers: { ...key, origin: foreign } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });
});

it('does not answer to a host that is not its own', async () => {
  const rebound = await api.request('/api/thing', { headers: { ...key, host: 'evil.example:3000' } });
  expect(rebound.status).toBe(403);
  expect(await rebound.json()).toMatchObject({ code: 'host_refused' });
});

it('no answer of a route can act as a page of this origin, whatever it holds', async () => {
  for (const path of ['/api/thing', '/api/nothing', '/mcp/nothing']) {
    const { headers } = await api.request(path, { headers: key });
    const policy = headers.get('content-security-policy');
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  }
});

it('every answer tells browsers and caches to be careful', async () => {
  for (const path of ['/api/thing', '/api/nothing']) {
    const { headers } = await api.request(path, { headers: key });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-cache, no-store, must-revalidate, max-age=0',
      pragma: 'no-cache',
      expires: '0',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining('frame-ancestors'),
      'x-request-id': expect.any(String),
    });
  }
});
