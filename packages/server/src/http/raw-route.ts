import type { RouteConfig } from '@hono/zod-openapi';
import type { Api, ApiContext } from './api.ts';
import { conversationIdParam } from './conversation-id.ts';
import { invalidRequest } from './invalid-request.ts';

/**
 * Adds a route of one conversation whose body or answer is a stream: described as every other one, while the handler
 * reads the request and makes the answer by itself. Through the framework they would be held in memory.
 */
export function addRawRoute(
  api: Api,
  route: RouteConfig,
  handler: (context: ApiContext, conversationId: string) => Promise<Response>,
): void {
  api.openAPIRegistry.registerPath(route);
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  api.on(route.method.toUpperCase(), [path], (context) => {
    const given = context.req.param();
    const params = conversationIdParam.safeParse(given);
    if (!params.success) throw invalidRequest('param', params.error, given);
    return handler(context, params.data.conversation_id);
  });
}
