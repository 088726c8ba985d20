import { CapstanError } from '@capstan/protocol';
import type { Api, ApiContext, ShellContext } from './api.ts';
import { errorResponse } from './error-response.ts';
import { isEverywhere } from './route-pattern.ts';
import { webClient } from './web-client.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers what no route answers: the web client if there is one, 405 where another method would be answered, else 404. */
export function unanswered(
  api: Api,
  { config, log, auth }: Pick<ShellContext, 'config' | 'log' | 'auth'>,
): (context: ApiContext) => Promise<Response> {
  const { frontend } = config.http;
  const client = frontend === null ? undefined : webClient(frontend, auth);
  return async (context) => {
    const { method, path } = context.req;
    const allowed = METHODS.filter((each) => isAnswered(api, each, path));
    if (allowed.length > 0) {
      const failure = new CapstanError('method_not_allowed', `${method} is not possible here`);
      const response = errorResponse(failure, context, log);
      response.headers.set('allow', allowed.map((each) => (each === 'GET' ? 'GET, HEAD' : each)).join(', '));
      return response;
    }
    const page = await client?.(context);
    return page ?? errorResponse(new CapstanError('route_not_found', 'Not Found'), context, log);
  };
}

function isAnswered(api: Api, method: string, path: string): boolean {
  const [matches] = api.router.match(method, path);
  return matches.some(([[, route]]) => !isEverywhere(route.path));
}
