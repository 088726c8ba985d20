import type { Api, ApiContext } from './api.ts';
import { routerPath, routesOf } from './route-pattern.ts';

/**
 * Tells whether a request needs no credentials: all routes that answer it declare `security: []`. Everything else that a
 * route answers needs them, also what is not in the OpenAPI document.
 */
export function openRoutes(api: Api): (context: ApiContext) => boolean {
  let open: ReadonlySet<string> | undefined;
  return (context) => {
    open ??= declaredOpen(api);
    for (const { method, path } of routesOf(context)) if (!open.has(`${method} ${path}`)) return false;
    return true;
  };
}

function declaredOpen(api: Api): ReadonlySet<string> {
  const open = new Set<string>();
  for (const definition of api.openAPIRegistry.definitions) {
    if (definition.type !== 'route' || definition.route.security?.length !== 0) continue;
    open.add(`${definition.route.method.toUpperCase()} ${routerPath(definition.route.path)}`);
  }
  return open;
}
