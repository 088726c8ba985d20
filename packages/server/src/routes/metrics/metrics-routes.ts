import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'getMetrics',
  tags: ['operations'],
  summary: 'What the server did and does, for Prometheus',
  responses: {
    200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
    404: FAILURE[404],
  },
});

/** `GET /metrics`, unless metrics are switched off. It asks for the key as other routes do. */
export const metricsRoutes: RouteModule<Pick<ServerContext, 'config' | 'metrics'>> = (api, context) => {
  api.openapi(metrics, async (request) => {
    if (!context.config.operations.metrics)
      throw new CapstanError('route_not_found', 'Metrics are switched off', {
        remedy: 'Set operations.metrics to true.',
      });
    const { body, contentType } = await context.metrics.exposition();
    return request.text(body, 200, { 'content-type': contentType });
  });
};
