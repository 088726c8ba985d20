import { expect, it } from 'vitest';
import { KEY, shellContext } from '../../../test/shell-context.ts';
import { createApi } from '../../http/create-api.ts';
import { createMetrics } from '../../operations/create-metrics.ts';
import { metricsRoutes } from './metrics-routes.ts';

const headers = { 'x-session-api-key': KEY };

it('metrics are text for Prometheus, with the requests by route', async () => {
  const api = createApi(shellContext({ metrics: createMetrics() }), [metricsRoutes]);
  await api.request('/metrics', { headers });
  const response = await api.request('/metrics', { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  expect(await response.text()).toContain(
    'capstan_http_request_seconds_count{method="GET",route="/metrics",status="200"} 1',
  );
});

it('metrics are for those who have the key', async () => {
  const api = createApi(shellContext({ metrics: createMetrics() }), [metricsRoutes]);
  expect((await api.request('/metrics')).status).toBe(401);
});

it('metrics that are switched off are not there', async () => {
  const context = shellContext({ metrics: createMetrics() });
  const operations = { ...context.config.operations, metrics: false };
  const api = createApi({ ...context, config: { ...context.config, operations } }, [metricsRoutes]);
  expect((await api.request('/metrics', { headers })).status).toBe(404);
});
