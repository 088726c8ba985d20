import { matchedRoutes } from 'hono/route';
import type { ApiContext } from './api.ts';

/** Where the middleware of the shell is registered; no route has this path. */
const EVERYWHERE = '/*';

export interface MatchedRoute {
  /** `ALL` for any. */
  method: string;
  /** With parameters as `:name`. */
  path: string;
}

/** The routes that answer this request, leaving out middleware that runs everywhere. Empty: nobody does. */
export function routesOf(context: ApiContext): MatchedRoute[] {
  return matchedRoutes(context).filter(({ path }) => path !== EVERYWHERE);
}

/** `/api/{name}`, as the OpenAPI document has it, in the way the router has it. */
export const routerPath = (path: string): string => path.replaceAll(/\/{(.+?)}/g, '/:$1');

/** The other way round; for logs and measurements, where paths themselves would be without number. */
export const documentPath = (path: string): string => path.replaceAll(/\/:(\w+)({[^}]*})?/g, '/{$1}');
