import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { Api, ApiContext, ShellContext } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { loginFailurePage } from './login-failure-page.ts';
import type { BrowserLogin, LoginStep } from '../../user/browser-login.ts';

const redirect = { description: 'Goes on to where it says', headers: z.object({ location: z.string() }) };

const beginRoute = createRoute({
  method: 'get',
  path: '/login',
  operationId: 'beginLogin',
  summary: 'Lets a browser in: by a one-time link, or by way of the identity provider',
  tags: ['login'],
  security: [],
  request: { query: z.object({ token: z.string().max(200).optional() }) },
  responses: { 302: redirect, 401: FAILURE[401], 503: FAILURE[503] },
});

const finishRoute = createRoute({
  method: 'get',
  path: '/login/callback',
  operationId: 'finishLogin',
  summary: 'Where the identity provider sends a browser back to',
  tags: ['login'],
  security: [],
  responses: { 302: redirect, 401: FAILURE[401], 503: FAILURE[503] },
});

const logoutRoute = createRoute({
  method: 'post',
  path: '/api/logout',
  operationId: 'logout',
  summary: 'Ends the login of this browser',
  tags: ['login'],
  security: [],
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'The cookie is taken away') },
});

type Step = (login: BrowserLogin) => Promise<LoginStep>;

/** How browsers get their cookie and lose it. */
export function loginRoutes(api: Api, { auth }: Pick<ShellContext, 'auth'>): void {
  api.openapi(beginRoute, (context) => answer(context, (login) => login.begin(visitOf(context))));
  api.openapi(finishRoute, (context) => answer(context, (login) => login.finish(visitOf(context))));
  api.openapi(logoutRoute, (context) => {
    for (const cookie of auth.login?.logout() ?? []) context.header('set-cookie', cookie, { append: true });
    return context.json({ status: 'ok' as const }, 200);
  });

  async function answer(context: ApiContext, step: Step): Promise<Response> {
    try {
      return await follow(context, step);
    } catch (error) {
      if (!CapstanError.is(error) || !context.req.header('accept')?.includes('text/html')) throw error;
      return loginFailurePage(error);
    }
  }

  async function follow(context: ApiContext, step: Step): Promise<Response> {
    if (auth.login === undefined) throw new CapstanError('route_not_found', 'Nobody logs in here');
    // Whoever only looks at a link must not use it up.
    if (context.req.method === 'HEAD') return new Response(null, { status: 204 });
    const { location, cookies } = await step(auth.login);
    const response = new Response(null, { status: 302, headers: { location } });
    for (const cookie of cookies) response.headers.append('set-cookie', cookie);
    return response;
  }
}

function visitOf(context: ApiContext): Parameters<BrowserLogin['begin']>[0] {
  return { url: new URL(context.req.url), header: (name) => context.req.header(name) };
}
