import type { OpenAPIHono } from '@hono/zod-openapi';
import type { User } from '../user/user-auth.ts';
import type { ServerContext } from '../server-context.ts';

/** What the middleware has found out before a route runs. */
export interface ApiEnvironment {
  Variables: {
    requestId: string;
    /** Set on every route that asks for credentials. */
    user: User;
  };
}

export type Api = OpenAPIHono<ApiEnvironment>;

/** Adds the routes of one resource. */
export type RouteModule = (api: Api, context: ServerContext) => void;
