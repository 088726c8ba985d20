import { OpenAPIHono } from '@hono/zod-openapi';
import { Gatekeeper } from '../user/gatekeeper.ts';
import { accessLog } from './access-log.ts';
import type { Api, ApiEnvironment, RouteModule, ShellContext } from './api.ts';
import { authentication } from './authentication.ts';
import { bodyLimit } from './body-limit.ts';
import { clientAddress, noteAddress } from './client-address.ts';
import { errorResponse } from './error-response.ts';
import { hostCheck } from './host-check.ts';
import { hostRule } from './host-rule.ts';
import { invalidRequest } from './invalid-request.ts';
import { openRoutes } from './open-routes.ts';
import { originCheck } from './origin-check.ts';
import { originRule } from './origin-rule.ts';
import { rateLimit } from './rate-limit.ts';
import { requestId } from './request-id.ts';
import { ResponseMismatch, responseCheck } from './response-check.ts';
import { responseHeaders } from './response-headers.ts';
import { unanswered } from './unanswered.ts';

export interface ApiOptions {
  /** Reject requests whose answer does not fit what the route declares; for tests. */
  checkResponses?: boolean;
}

/** The HTTP side of the server: what holds for every request, around the routes of the modules. */
export function createApi<Needed extends ShellContext>(
  context: Needed,
  modules: readonly RouteModule<Needed>[],
  options: ApiOptions = {},
): Api {
  const { config, log, metrics, auth } = context;
  const origins = originRule(config.http);
  const api = emptyApi();
  api.onError((error, requestContext) => {
    if (error instanceof ResponseMismatch) throw error;
    return errorResponse(error, requestContext, log);
  });
  api.notFound(unanswered(api, context));

  api.use(requestId());
  api.use(noteAddress(clientAddress(config.http)));
  api.use(accessLog(log, metrics));
  api.use(responseHeaders());
  api.use(hostCheck(hostRule(config.http)));
  api.use(originCheck(origins));
  if (config.http.rateLimit !== null) api.use(rateLimit(config.http.rateLimit));
  api.use(bodyLimit(context));
  api.use(authentication(new Gatekeeper(auth, origins), openRoutes(api)));
  if (options.checkResponses === true) api.use(responseCheck(api));
  for (const addRoutes of modules) addRoutes(api, context);
  return api;
}

/** Routes can be added to it; requests that do not fit their schema fail in the one error shape. */
export function emptyApi(): Api {
  return new OpenAPIHono<ApiEnvironment>({
    defaultHook: (result) => {
      if (!result.success)
        throw invalidRequest(result.target, result.error, 'data' in result ? result.data : {});
    },
  });
}
