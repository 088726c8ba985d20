import { errorBodySchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { Api, ApiContext, ApiMiddleware } from './api.ts';
import { routerPath, routesOf } from './route-pattern.ts';

/** A route answered what it does not declare. */
export class ResponseMismatch extends Error {
  override readonly name = 'ResponseMismatch';
}

/**
 * Rejects requests whose JSON answer does not fit what their route declares. For tests: it parses every answer a second
 * time. Failures that a route does not declare have to fit the one error shape.
 */
export function responseCheck(api: Api): ApiMiddleware {
  let declared: ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined;
  return async (context, next) => {
    await next();
    if (context.res.headers.get('content-type')?.startsWith('application/json') !== true) return;
    declared ??= declaredResponses(api);
    const responses = declared.get(routeKey(context));
    if (responses === undefined) return;
    const { status } = context.res;
    const response = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
    const schema = jsonSchema(response) ?? (status >= 400 ? errorBodySchema : undefined);
    const name = `${routeKey(context)} → ${status}`;
    if (schema === undefined) throw new ResponseMismatch(`${name} is not declared as JSON`);
    const result = await schema.safeParseAsync(await context.res.clone().json());
    if (!result.success) throw new ResponseMismatch(`${name}: ${z.prettifyError(result.error)}`);
  };
}

function routeKey(context: ApiContext): string {
  const method = context.req.method === 'HEAD' ? 'GET' : context.req.method;
  return `${method} ${routesOf(context).at(-1)?.path ?? ''}`;
}

function declaredResponses(api: Api): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const routes = api.openAPIRegistry.definitions.flatMap((each) =>
    each.type === 'route' ? [each.route] : [],
  );
  return new Map(
    routes.map((route) => [`${route.method.toUpperCase()} ${routerPath(route.path)}`, route.responses]),
  );
}

const responseSchema = z.object({
  content: z.object({ 'application/json': z.object({ schema: z.instanceof(z.ZodType) }) }),
});

function jsonSchema(response: unknown): z.ZodType | undefined {
  return responseSchema.safeParse(response).data?.content['application/json'].schema;
}
