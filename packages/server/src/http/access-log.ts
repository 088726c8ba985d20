import type { ServerLog } from '../operations/server-log.ts';
import type { ServerMetrics } from '../operations/server-metrics.ts';
import type { ApiContext, ApiMiddleware } from './api.ts';
import { documentPath, routesOf } from './route-pattern.ts';

const PROBES: ReadonlySet<string> = new Set(['/alive', '/health', '/ready']);

/** A line and a measurement for each request. Of the query only the names are logged: values may be private. */
export function accessLog(log: ServerLog, metrics: ServerMetrics): ApiMiddleware {
  return async (context, next) => {
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const { method, path } = context.req;
    const { status } = context.res;
    metrics.httpRequest({ method, route: routeOf(context), status, seconds });
    const line = {
      requestId: context.get('requestId'),
      method,
      path,
      query: [...new URL(context.req.url).searchParams.keys()],
      status,
      milliseconds: Math.round(seconds * 1000),
    };
    if (PROBES.has(path)) log.debug(line, 'request');
    else log.info(line, 'request');
  };
}

function routeOf(context: ApiContext): string {
  const pattern = routesOf(context).at(-1)?.path;
  return pattern === undefined ? 'none' : documentPath(pattern);
}
