import type { RouteModule } from '../http/api.ts';
import { loginRoutes } from './login/login-routes.ts';
import { openapiRoutes } from './openapi/openapi-routes.ts';
import { optionsRoutes } from './options/options-routes.ts';
import { healthRoutes } from './server/health-routes.ts';
import { securityRoutes } from './server/security-routes.ts';
import { serverInfoRoute } from './server/server-info-route.ts';

/** The routes of the server, beside those of `realtime`. The first counts the requests that come after it. */
export const ROUTES: readonly RouteModule[] = [
  serverInfoRoute,
  healthRoutes,
  loginRoutes,
  openapiRoutes,
  optionsRoutes,
  securityRoutes,
];
