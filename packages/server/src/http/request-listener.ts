import type { RequestListener } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { CapstanError } from '@capstan/protocol';
import type { ServerLog } from '../operations/server-log.ts';
import type { Api } from './api.ts';
import { failureOf } from './failure.ts';

/** The API for a server of Node. Requests that cannot even be given to it are answered in the one error shape, too. */
export function requestListener(api: Pick<Api, 'fetch'>, log: ServerLog): RequestListener {
  const listen = getRequestListener(api.fetch, {
    errorHandler: (error) => {
      const { status, body } = failureOf(unreadable(error));
      if (status >= 500) log.error({ error }, 'a request failed');
      return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
    },
  });
  return (request, response) => void listen(request, response);
}

function unreadable(error: unknown): unknown {
  return error instanceof RequestError
    ? new CapstanError('usage', 'The address or the Host header of this request is none', {
        cause: error,
        remedy: 'Encode the path and the query as URLs want it.',
      })
    : error;
}
