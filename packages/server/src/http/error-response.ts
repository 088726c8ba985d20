import { CapstanError } from '@capstan/protocol';
import type { ServerLog } from '../operations/server-log.ts';
import type { ApiContext } from './api.ts';
import { failureOf } from './failure.ts';

/** Answers an error in the one shape that every failure has, and logs what the client is not told. */
export function errorResponse(error: Error, context: ApiContext, log: ServerLog): Response {
  // Whoever has left is told nothing, and what fails for that is no fault of anybody.
  const left = context.req.raw.signal.aborted;
  const failure = left ? new CapstanError('cancelled', 'The client has left', { cause: error }) : error;
  const { status, body, retryAfterSeconds, unexpected } = failureOf(failure);
  const requestId = context.get('requestId');
  if (left) log.debug({ requestId, error }, 'a client left before its answer');
  else if (unexpected) log.error({ requestId, error }, 'a request failed');
  else if (status >= 500) log.warn({ requestId, error }, 'a request failed');
  const headers = new Headers({ 'content-type': 'application/json' });
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterSeconds)));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  // What is left of the body is not waited for.
  if (status === 413) headers.set('connection', 'close');
  return new Response(JSON.stringify(unexpected ? { ...body, request_id: requestId } : body), {
    status,
    headers,
  });
}
