import { expect, it } from 'vitest';
import { KEY, shellContext } from '../../test/shell-context.ts';
import { noMetrics, type ServerMetrics } from '../operations/server-metrics.ts';
import { createApi } from './create-api.ts';

const headers = { 'x-session-api-key': KEY };

it('writes a line for each request, without the values of the query', async () => {
  const context = shellContext();
  const api = createApi(context, [(routes) => routes.get('/api/thing/:id', (each) => each.json('here'))]);
  await api.request('/api/thing/7?token=s3cret&page=2', { headers: { ...headers, 'x-request-id': 'abc-1' } });
  expect(context.log.lines).toEqual([
    {
      level: 'info',
      message: 'request',
      fields: {
        requestId: 'abc-1',
        method: 'GET',
        path: '/api/thing/7',
        query: ['token', 'page'],
        status: 200,
        milliseconds: expect.any(Number),
      },
    },
  ]);
});

it('probes do not fill the log', async () => {
  const context = shellContext();
  await createApi(context, []).request('/health');
  expect(context.log.lines.map(({ level }) => level)).toEqual(['debug']);
});

it('measures by route, whatever the path', async () => {
  const measured: string[] = [];
  const metrics: ServerMetrics = {
    ...noMetrics,
    httpRequest: ({ method, route, status }) => {
      measured.push(`${method} ${route} ${status}`);
    },
  };
  const api = createApi(shellContext({ metrics }), [
    (routes) => routes.get('/api/thing/:id', (each) => each.json('here')),
  ]);
  await api.request('/api/thing/7', { headers });
  await api.request('/api/thing/8');
  await api.request('/api/guess/9', { headers });
  expect(measured).toEqual(['GET /api/thing/{id} 200', 'GET /api/thing/{id} 401', 'GET none 404']);
});

it.each(['two words', 'a'.repeat(65), 'line\u00ff', ''])(
  'the request id %j is not taken over',
  async (id) => {
    const response = await createApi(shellContext(), []).request('/x', { headers: { 'x-request-id': id } });
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  },
);
