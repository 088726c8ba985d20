import { randomUUID } from 'node:crypto';
import type { ApiMiddleware } from './api.ts';

const HEADER = 'x-request-id';
/** What may stand in a log line as it is. */
const ACCEPTABLE = /^[\w=-]{1,64}$/;

/** Names each request, by the name that the client or a proxy gave it if there is one. */
export function requestId(): ApiMiddleware {
  return async (context, next) => {
    const given = context.req.header(HEADER) ?? '';
    const id = ACCEPTABLE.test(given) ? given : randomUUID();
    context.set('requestId', id);
    await next();
    context.res.headers.set(HEADER, id);
  };
}
