import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, type FakeIdentityProvider, startIdentityProvider } from '../../../test/identity-provider.ts';
import { shellContext } from '../../../test/shell-context.ts';
import type { Api } from '../../http/api.ts';
import { createApi } from '../../http/create-api.ts';
import { loginRoutes } from '../../routes/login/login-routes.ts';
import { createUserAuth } from '../create-user-auth.ts';

const LOGIN_FAILED = expect.objectContaining({ code: 'login_failed' });

let provider: FakeIdentityProvider;
let home: string;
let api: Api;

beforeAll(async () => {
  provider = await startIdentityProvider();
});

afterAll(() => provider.close());

beforeEach(async () => {
  provider.asked = [];
  provider.fail = null;
  home = await mkdtemp(join(tmpdir(), 'capstan-oidc-'));
  api = await start();
});

afterEach(() => rm(home, { recursive: true }));

async function start(userClaim = 'sub'): Promise<Api> {
  const oidc = {
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    audience: null,
    userClaim,
  };
  const config = shellContext().config;
  const auth = await createUserAuth({ ...config, home, auth: { sessionApiKey: null, oidc } });
  return createApi(
    shellContext({ auth }),
    [
      loginRoutes,
      (routes) => {
        routes.get('/api/who', (context) => context.json(context.get('user')));
      },
    ],
    { checkResponses: true },
  );
}

async function who(headers: Record<string, string>): Promise<unknown> {
  const response = await api.request('/api/who', { headers });
  return response.status === 200 ? response.json() : response.status;
}

const bearer = (token: string): Promise<unknown> => who({ authorization: `Bearer ${token}` });

/** Cookies as a browser sends them that got these. */
const cookies = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ');

describe('a token', () => {
  it('says who it is', async () => {
    const token = await provider.token({ sub: 'alice', email: 'alice@example.com' });
    const alice = { id: 'alice', email: 'alice@example.com', authType: 'bearer' };
    expect(await bearer(token)).toEqual(alice);
    expect(await who({ 'x-session-api-key': token })).toEqual(alice);
  });

  it('an address that is not verified is not believed', async () => {
    const token = await provider.token({ sub: 'alice', email: 'bob@example.com', email_verified: false });
    expect(await bearer(token)).toMatchObject({ id: 'alice', email: null });
  });

  it('the configuration says which claim names the user', async () => {
    api = await start('login');
    expect(await bearer(await provider.token({ sub: 'x', login: 'alice' }))).toMatchObject({ id: 'alice' });
    expect(await bearer(await provider.token({ sub: 'x' }))).toBe(401);
    expect(await bearer(await provider.token({ sub: 'x', login: 7 }))).toBe(401);
    expect(await bearer(await provider.token({ sub: 'x', login: '' }))).toBe(401);
  });

  it('the keys of the provider are asked for once', async () => {
    for (let index = 0; index < 3; index += 1) await bearer(await provider.token({ sub: 'alice' }));
    expect(provider.asked).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for somebody else', { aud: 'another client' }],
    ['that is over', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['that never ends', { exp: undefined }],
    ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['without a user', { sub: undefined }],
    ['with a user that is no name', { sub: 'a\nb' }],
  ])('%s is refused', async (_name, claims) => {
    expect(await bearer(await provider.token({ sub: 'alice', ...claims }))).toBe(401);
  });

  it('that is forged is refused', async () => {
    const claims = {
      sub: 'alice',
      iss: provider.issuer,
      aud: CLIENT.id,
      exp: Math.floor(Date.now() / 1000) + 300,
    };
    const { privateKey } = await generateKeyPair('RS256');
    const own = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(privateKey);
    const otherKey = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'mine' }).sign(privateKey);
    const shared = new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(new TextEncoder().encode(CLIENT.secret.padEnd(32, '.')));
    const unsigned = new UnsecuredJWT(claims).encode();
    for (const token of [own, otherKey, shared, unsigned, 'no.token.at-all', 'x']) {
      expect(await bearer(await token)).toBe(401);
    }
  });
});

describe('a browser', () => {
  async function begin(): Promise<{ location: string; cookie: string }> {
    const response = await api.request('/login');
    expect(response.status).toBe(302);
    return { location: response.headers.get('location') ?? '', cookie: cookies(response) };
  }

  const finish = (callback: URL, cookie: string): Promise<Response> =>
    Promise.resolve(api.request(callback.pathname + callback.search, { headers: { cookie } }));

  it('is sent to the provider with what binds the answer to it', async () => {
    const { location } = await begin();
    const url = new URL(location);
    expect(`${url.origin}${url.pathname}`).toBe(`${provider.issuer}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: CLIENT.id,
      response_type: 'code',
      scope: expect.stringContaining('openid'),
      redirect_uri: 'http://localhost/login/callback',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/.{20,}/),
      nonce: expect.stringMatching(/.{20,}/),
    });
  });

  it('comes back and is in, also after a restart', async () => {
    const { location, cookie } = await begin();
    const response = await finish(
      provider.consent(location, { sub: 'alice', email: 'a@example.com' }),
      cookie,
    );
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax$/);
    const alice = { id: 'alice', email: 'a@example.com', authType: 'cookie' };
    expect(await who({ cookie: cookies(response) })).toEqual(alice);
    api = await start();
    expect(await who({ cookie: cookies(response) })).toEqual(alice);
  });

  it('gets in only where the login began', async () => {
    const { location } = await begin();
    const other = await begin();
    const callback = provider.consent(location, { sub: 'alice' });
    for (const cookie of ['', other.cookie]) {
      const response = await finish(callback, cookie);
      expect([response.status, await response.json()]).toEqual([401, LOGIN_FAILED]);
    }
  });

  it.each([
    ['another nonce', { nonce: 'replayed' }],
    ['another audience', { aud: 'another client' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['no user', { sub: undefined }],
  ])('is refused when the id token has %s', async (_name, claims) => {
    const { location, cookie } = await begin();
    const response = await finish(provider.consent(location, { sub: 'alice', ...claims }), cookie);
    expect([response.status, await response.json()]).toEqual([401, LOGIN_FAILED]);
  });

  it('a code works once', async () => {
    const { location, cookie } = await begin();
    const callback = provider.consent(location, { sub: 'alice' });
    expect((await finish(callback, cookie)).status).toBe(302);
    expect((await finish(callback, cookie)).status).toBe(401);
  });

  it('hears why the provider refuses', async () => {
    const { location, cookie } = await begin();
    const callback = provider.consent(location, {});
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    const response = await finish(callback, cookie);
    expect(await response.json()).toMatchObject({
      code: 'login_failed',
      error: expect.stringContaining('access_denied'),
    });
  });

  it('what the provider says cannot become a page of ours', async () => {
    const { location, cookie } = await begin();
    const callback = provider.consent(location, {});
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    callback.searchParams.set('error_description', '<script>alert(1)</script>');
    const headers = { cookie, accept: 'text/html' };
    const response = await api.request(callback.pathname + callback.search, { headers });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      401,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('&lt;script&gt;');
  });

  it('logs out', async () => {
    const response = await api.request('/api/logout', { method: 'POST' });
    expect(response.headers.getSetCookie()).toHaveLength(2);
  });

  it('a provider in trouble is not the fault of who logs in', async () => {
    const { location, cookie } = await begin();
    const callback = provider.consent(location, { sub: 'alice' });
    provider.fail = 500;
    expect((await finish(callback, cookie)).status).toBe(503);
  });
});

describe('a provider that is down', () => {
  it('is said, with what to do, and asked again after a while', async () => {
    provider.fail = 500;
    const token = await provider.token({ sub: 'alice' });
    const response = await api.request('/api/who', { headers: { authorization: `Bearer ${token}` } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.json()).toMatchObject({
      code: 'identity_provider_unavailable',
      remedy: expect.stringContaining('issuer'),
    });
    expect((await api.request('/login')).status).toBe(503);
    expect(provider.asked).toHaveLength(1);
  });

  it('does not shut out who is logged in', async () => {
    const begun = await api.request('/login');
    const callback = provider.consent(begun.headers.get('location') ?? '', { sub: 'alice' });
    const done = await api.request(callback.pathname + callback.search, {
      headers: { cookie: cookies(begun) },
    });
    provider.fail = 500;
    api = await start();
    expect(await who({ cookie: cookies(done) })).toMatchObject({ id: 'alice' });
  });
});
