import { CapstanError } from '@capstan/protocol';
import type { ServerLog } from '../operations/server-log.ts';
import type { Api, ApiContext } from './api.ts';
import { errorResponse } from './error-response.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers what no route answers: 405 where another method would be answered, else 404. */
export function unanswered(api: Api, log: ServerLog): (context: ApiContext) => Response {
  return (context) => {
    const { method, path } = context.req;
    const allowed = METHODS.filter((each) => isAnswered(api, each, path));
    if (allowed.length === 0) {
      return errorResponse(new CapstanError('route_not_found', 'Not Found'), context, log);
    }
    const failure = new CapstanError('method_not_allowed', `${method} is not possible here`);
    const response = errorResponse(failure, context, log);
    response.headers.set(
      'allow',
      allowed.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each])).join(', '),
    );
    return response;
  };
}

function isAnswered(api: Api, method: string, path: string): boolean {
  const [matches] = api.router.match(method, path);
  return matches.some(([[, route]]) => route.path !== '/*');
}
