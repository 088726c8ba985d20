import { CapstanError } from '@capstan/protocol';
import type { ApiContext, ApiMiddleware } from './api.ts';
import { hostOf } from './host-check.ts';
import type { OriginRule } from './origin-rule.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const PREFLIGHT_SECONDS = '600';

/** Whether requests of this method change nothing. */
export const isSafe = (method: string): boolean => SAFE_METHODS.has(method);

/**
 * Cross-origin requests: pages that may call get the headers of CORS; changes that other pages ask for are refused,
 * whatever credentials the browser added. Programs send no `Origin` and pass.
 */
export function originCheck(rule: OriginRule): ApiMiddleware {
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin === undefined) return next();
    const mayCall = rule.mayCall(origin, hostOf(context));
    const isPreflight =
      context.req.method === 'OPTIONS' && context.req.header('access-control-request-method') !== undefined;
    if (!mayCall && (isPreflight || !isSafe(context.req.method))) throw refusal(origin);
    if (isPreflight) context.res = preflightAnswer(context);
    else await next();
    const { headers } = context.res;
    headers.append('vary', 'Origin');
    if (!mayCall) return undefined;
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-allow-credentials', 'true');
    headers.set('access-control-expose-headers', 'X-Request-Id, Retry-After, Content-Disposition');
    return undefined;
  };
}

export function refusal(origin: string): CapstanError {
  return new CapstanError('origin_refused', `Pages of ${origin} may not do this`);
}

function preflightAnswer(context: ApiContext): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': context.req.header('access-control-request-headers') ?? '*',
      'access-control-max-age': PREFLIGHT_SECONDS,
      vary: 'Access-Control-Request-Headers',
    },
  });
}
