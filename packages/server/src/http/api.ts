import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { ServerContext } from '../server-context.ts';
import type { User } from '../user/user-auth.ts';

export interface ApiEnvironment {
  /** Absent when a test asks the API without a socket. */
  Bindings: Partial<HttpBindings> | undefined;
  /** What the middleware has found out before a route runs. */
  Variables: {
    requestId: string;
    /** Who is at the other end, to count by. */
    clientAddress: string;
    /** Set on every route that asks for credentials. */
    user: User;
  };
}

export type Api = OpenAPIHono<ApiEnvironment>;
export type ApiContext = Context<ApiEnvironment>;
export type ApiMiddleware = MiddlewareHandler<ApiEnvironment>;

/** What the shell around the routes needs of the server. */
export type ShellContext = Pick<ServerContext, 'config' | 'log' | 'metrics' | 'auth'>;

/**
 * Adds the routes of one resource. Runs before the server does, and also where there is no server, to describe the
 * API: only handlers may touch the context.
 */
export type RouteModule<Needed = ServerContext> = (api: Api, context: Needed) => void;
