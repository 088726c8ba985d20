import { matchedRoutes } from 'hono/route';
import type { ApiContext } from './api.ts';

/** Whether middleware was registered for all paths; no route has this one. */
export const isEverywhere = (path: string): boolean => path === '/*';

export interface MatchedRoute {
  /** `ALL` for any. */
  method: string;
  /** With parameters as `:name`. */
  path: string;
}

/** The routes that answer this request, leaving out middleware that runs everywhere. Empty: nobody does. */
export function routesOf(context: ApiContext): MatchedRoute[] {
  return matchedRoutes(context).filter(({ path }) => !isEverywhere(path));
}

/** `/api/{name}`, as the OpenAPI document has it, in the way the router has it. */
export const routerPath = (path: string): string => path.replaceAll(/\/{(.+?)}/g, '/:$1');

/** The other way round; for logs and measurements, where paths themselves would be without number. */
export const documentPath = (path: string): string => path.replaceAll(/\/:(\w+)({[^}]*})?/g, '/{$1}');
