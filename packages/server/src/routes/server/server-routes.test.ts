import { CapstanError } from '@capstan/protocol';
import { MemoryStorage } from '@capstan/storage';
import { describe, expect, it } from 'vitest';
import { KEY, shellContext } from '../../../test/shell-context.ts';
import { createApi } from '../../http/create-api.ts';
import { healthRoutes } from './health-routes.ts';
import { serverInfoRoute } from './server-info-route.ts';

const headers = { 'x-session-api-key': KEY };

describe('probes', () => {
  async function get(path: string, ready: () => Promise<void>): Promise<[number, unknown]> {
    const context = { ...shellContext(), storage: { ready } };
    const response = await createApi(context, [healthRoutes], { checkResponses: true }).request(path);
    return [response.status, await response.json()];
  }

  it('need no key', async () => {
    expect(await get('/alive', async () => undefined)).toEqual([200, { status: 'ok' }]);
    expect(await get('/health', async () => undefined)).toEqual([200, 'OK']);
    expect(await get('/ready', async () => undefined)).toEqual([200, 'OK']);
  });

  it('say what is not ready', async () => {
    const broken = (): Promise<void> =>
      Promise.reject(new CapstanError('storage_failed', 'the file cannot be opened'));
    expect(await get('/health', broken)).toEqual([200, 'OK']);
    expect(await get('/ready', broken)).toEqual([
      503,
      expect.objectContaining({
        code: 'not_ready',
        detail: expect.stringContaining('the file cannot be opened'),
      }),
    ]);
  });
});

describe('the state of the server', () => {
  const context = { ...shellContext({ config: { home: process.cwd() } }), storage: new MemoryStorage() };
  const api = createApi(context, [serverInfoRoute], { checkResponses: true });

  it('is told to who has the key', async () => {
    expect((await api.request('/server_info')).status).toBe(401);
    const response = await api.request('/server_info', { headers });
    expect(await response.json()).toMatchObject({
      uptime: expect.any(Number),
      resources: {
        memory: { rss: expect.any(Number), vms: expect.any(Number) },
        disk: { total: expect.any(Number), free: expect.any(Number) },
      },
    });
  });

  it('says since when nobody asked anything', async () => {
    const idle = async (): Promise<number> => {
      const response = await api.request('/server_info', { headers });
      return JSON.parse(await response.text()).idle_time;
    };
    await api.request('/api/something', { headers });
    const first = await idle();
    expect(await idle()).toBeGreaterThan(first);
    await api.request('/api/something', { headers });
    expect(await idle()).toBeLessThan(await idle());
  });
});
