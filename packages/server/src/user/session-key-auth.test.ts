import { beforeEach, describe, expect, it } from 'vitest';
import { shellContext } from '../../test/shell-context.ts';
import type { Api } from '../http/api.ts';
import { createApi } from '../http/create-api.ts';
import { loginRoutes } from '../routes/login/login-routes.ts';
import { SessionKeyAuth } from './session-key-auth.ts';

const KEY = 'a key that somebody chose';
const config = { home: '/nonexistent', auth: { sessionApiKey: KEY }, http: { publicUrl: null } };

let auth: SessionKeyAuth;
let api: Api;

beforeEach(async () => {
  auth = await SessionKeyAuth.open(config);
  api = createApi(
    shellContext({ auth }),
    [
      loginRoutes,
      (routes) => routes.get('/api/who', (context) => context.json(context.get('user').authType)),
    ],
    { checkResponses: true },
  );
});

async function who(headers: Record<string, string>, path = '/api/who'): Promise<unknown> {
  const response = await api.request(path, { headers });
  return response.status === 200 ? response.json() : response.status;
}

const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

describe('the key', () => {
  it('is taken as either header', async () => {
    expect(await who({ 'x-session-api-key': KEY })).toBe('key');
    expect(await who({ authorization: `Bearer ${KEY}` })).toBe('bearer');
    expect(await who({ authorization: `bearer  ${KEY}` })).toBe('bearer');
  });

  it.each<Record<string, string>>([
    {},
    { 'x-session-api-key': `${KEY}x` },
    { 'x-session-api-key': KEY.slice(1) },
    { 'x-session-api-key': '' },
    { authorization: KEY },
    { authorization: `Basic ${KEY}` },
    { cookie: `capstan-login=${KEY}` },
  ])('%o is refused', async (headers) => {
    expect(await who(headers)).toBe(401);
  });

  it('is not taken from the query of a request, which gets into logs', async () => {
    expect(await who({}, `/api/who?session_api_key=${encodeURIComponent(KEY)}`)).toBe(401);
  });

  it('is taken from the query of a socket', async () => {
    const user = { id: null, email: null, authType: 'key' };
    expect(await auth.authenticate({ header: () => undefined, queryKey: KEY })).toEqual(user);
    expect(await auth.authenticate({ header: () => undefined, queryKey: 'wrong' })).toBeNull();
  });
});

describe('a one-time link', () => {
  it('gives a browser a cookie that is not the key, and leads to the start', async () => {
    const response = await api.request(auth.createLoginLink());
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(KEY);
    expect(await who({ cookie: cookieOf(response) })).toBe('cookie');
  });

  it('works once; who is in is only sent on', async () => {
    const link = auth.createLoginLink();
    const cookie = cookieOf(await api.request(link));
    const again = await api.request(link);
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ code: 'login_failed' });
    expect((await api.request(link, { headers: { cookie } })).status).toBe(302);
  });

  it('is not used up by looking at it', async () => {
    const link = auth.createLoginLink();
    expect((await api.request(link, { method: 'HEAD' })).headers.getSetCookie()).toEqual([]);
    expect((await api.request(link)).status).toBe(302);
  });

  it.each(['/login', '/login?token=', '/login?token=guess', '/login/callback'])(
    '%s lets nobody in',
    async (path) => {
      const response = await api.request(path);
      expect([response.status, response.headers.getSetCookie()]).toEqual([401, []]);
    },
  );

  it('the login outlasts a restart, and ends with the key', async () => {
    const cookie = cookieOf(await api.request(auth.createLoginLink()));
    const header = (name: string): string | undefined => (name === 'cookie' ? cookie : undefined);
    const restarted = await SessionKeyAuth.open(config);
    expect(await restarted.authenticate({ header })).toMatchObject({ authType: 'cookie' });
    const changed = await SessionKeyAuth.open({
      ...config,
      auth: { sessionApiKey: 'another key of theirs' },
    });
    expect(await changed.authenticate({ header })).toBeNull();
  });

  it('the cookie is for TLS only where people come by TLS', async () => {
    const secure = await SessionKeyAuth.open({
      ...config,
      http: { publicUrl: 'https://agents.example.com' },
    });
    const url = new URL(secure.createLoginLink(), 'https://agents.example.com');
    const { cookies } = await secure.begin({ url, header: () => undefined });
    expect(cookies[0]).toMatch(/^__Host-.*Secure/);
  });

  it('logging out takes the cookie away', async () => {
    const response = await api.request('/api/logout', { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    expect(response.headers.getSetCookie()[0]).toMatch(/=; Max-Age=0/);
  });
});

it.each([
  ['with an old link', '/login?token=<b>', 'prints another one'],
  ['without a link', '/login', 'Open the link'],
])('a person who comes %s is told in words what to do', async (_how, path, remedy) => {
  const response = await api.request(path, { headers: { accept: 'text/html,*/*' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src");
  expect(await response.text()).toContain(remedy);
});
