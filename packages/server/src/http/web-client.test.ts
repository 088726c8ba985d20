import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellContext } from '../../test/shell-context.ts';
import type { Api } from './api.ts';
import { createApi } from './create-api.ts';

let folder: string;
let api: Api;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capstan-web-'));
  const web = join(folder, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(web, 'index.html'), '<title>the client</title>');
  await writeFile(join(web, 'assets', 'app-1.js'), 'export {};');
  await writeFile(join(web, 'with space.svg'), '<svg/>');
  await writeFile(join(web, '.env'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(web, 'link.txt'));
  api = createApi(shellContext({ config: { http: { frontend: web } } }), [
    (routes) => {
      routes.get('/api/thing', (context) => context.json('thing'));
    },
  ]);
});

afterAll(() => rm(folder, { recursive: true }));

async function get(
  path: string,
  method = 'GET',
): Promise<{ status: number; type: string | null; text: string }> {
  const response = await api.request(path, { method });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const page = { status: 200, type: expect.stringContaining('text/html'), text: '<title>the client</title>' };

it.each(['/', '/index.html', '/conversations/abc', '/settings/mcp?x=1', '/favicon.ico', '/%zz'])(
  '%s is the page',
  async (path) => {
    expect(await get(path)).toEqual(page);
  },
);

it('files are what they are, without logging in', async () => {
  expect(await get('/assets/app-1.js')).toEqual({
    status: 200,
    type: expect.stringContaining('javascript'),
    text: 'export {};',
  });
  expect(await get('/with%20space.svg')).toMatchObject({
    type: expect.stringContaining('image/svg+xml'),
    text: '<svg/>',
  });
  expect(await get('/assets/app-1.js', 'HEAD')).toMatchObject({ status: 200, text: '' });
});

it('what is named by its content is kept by browsers, and nothing else', async () => {
  const cache = async (path: string): Promise<string | null> =>
    (await api.request(path)).headers.get('cache-control');
  expect(await cache('/assets/app-1.js')).toContain('immutable');
  expect(await cache('/')).toContain('no-store');
  expect(await cache('/assets/gone.js')).toContain('no-store');
});

it.each(['/api/nothing', '/api', '/assets/gone.js', '/socket.io/x', '/mcp/x'])(
  '%s is not the page',
  async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, type: 'application/json' });
  },
);

it.each(['POST', 'DELETE'])('%s is for routes only', async (method) => {
  expect(await get('/conversations/abc', method)).toMatchObject({ status: 404, type: 'application/json' });
  expect(await get('/api/thing', method)).toMatchObject({ status: 405, type: 'application/json' });
});

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%252e%252e%252fsecret.txt',
  '//secret.txt',
  '/link.txt',
  '/.env',
  '/%00',
  '/index.html%00.js',
  `/${'a'.repeat(5_000)}`,
])('%s leads nowhere', async (path) => {
  const { status, text } = await get(path);
  expect(text).not.toContain('secret');
  expect([200, 404]).toContain(status);
});

describe('who is not logged in', () => {
  const login = {
    begin: () => Promise.reject(new Error('not asked')),
    finish: () => Promise.reject(new Error('not asked')),
    logout: () => [],
  };

  it('is sent to where that is done', async () => {
    const { config, auth } = shellContext({ config: { http: { frontend: join(folder, 'web') } } });
    const closed = createApi({ ...shellContext({ auth: { ...auth, login } }), config }, []);
    const away = await closed.request('/conversations/abc');
    expect([away.status, away.headers.get('location')]).toEqual([302, '/login']);
    expect((await closed.request('/assets/app-1.js')).status).toBe(200);
    expect((await closed.request('/', { headers: { cookie: 'login=yes' } })).status).toBe(200);
  });
});

describe('a page with a place for a nonce', () => {
  it('is sent with the strict policy, and another number each time', async () => {
    const own = join(folder, 'own');
    await mkdir(own);
    await writeFile(join(own, 'index.html'), '<style nonce="__CSP_NONCE__"></style>');
    const strict = createApi(shellContext({ config: { http: { frontend: own } } }), []);
    const answers = await Promise.all([strict.request('/'), strict.request('/settings/models')]);
    const seen = await Promise.all(
      answers.map(async (answer) => {
        const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
        const policy = answer.headers.get('content-security-policy') ?? '';
        expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(policy).toContain("script-src 'self';");
        expect(policy).toContain("frame-ancestors 'self'");
        return nonce;
      }),
    );
    expect(new Set(seen).size).toBe(2);
    expect(seen).not.toContain('__CSP_NONCE__');
    expect(await (await strict.request('/', { method: 'HEAD' })).text()).toBe('');
  });

  it('others may hold their scripts, as those of OpenHands do', async () => {
    expect((await api.request('/')).headers.get('content-security-policy')).toBe("frame-ancestors 'self'");
  });
});

it('without a folder there is no page', async () => {
  const bare = createApi(shellContext(), []);
  expect((await bare.request('/')).status).toBe(404);
  const gone = createApi(shellContext({ config: { http: { frontend: '/nonexistent/web' } } }), []);
  expect((await gone.request('/')).status).toBe(404);
});
