import type { ApiMiddleware } from './api.ts';

const FOREVER: Readonly<Record<string, string>> = { 'cache-control': 'public, max-age=2592000, immutable' };
const NEVER: Readonly<Record<string, string>> = {
  'cache-control': 'no-cache, no-store, must-revalidate, max-age=0',
  pragma: 'no-cache',
  expires: '0',
};
const SECURITY: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
};

/** What a route answers is data, also of files that an agent wrote: opened as a page, it can do nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
const DATA = /^\/(api|mcp)(\/|$)/;

/**
 * Headers of every answer: nothing is kept by caches but assets that are named by their content. A policy that the
 * answer has already is stricter, and stays.
 */
export function responseHeaders(): ApiMiddleware {
  return async (context, next) => {
    await next();
    const { headers, ok } = context.res;
    const cache = ok && context.req.path.startsWith('/assets/') ? FOREVER : NEVER;
    const policy =
      headers.get('content-security-policy') ?? (DATA.test(context.req.path) ? DATA_POLICY : null);
    for (const [name, value] of Object.entries({ ...SECURITY, ...cache })) headers.set(name, value);
    if (policy !== null) headers.set('content-security-policy', policy);
  };
}
