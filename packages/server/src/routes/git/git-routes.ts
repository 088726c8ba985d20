import type { RouteModule } from '../../http/api.ts';
import { branchRoutes } from './branch-routes.ts';
import { gitAccountRoutes } from './git-account-routes.ts';
import { microagentRoutes } from './microagent-routes.ts';
import type { GitContext } from './provider-selection.ts';
import { repositoryRoutes } from './repository-routes.ts';

/** `/api/user/*`: what git providers know. */
export const gitRoutes: RouteModule<GitContext> = (api, server) => {
  gitAccountRoutes(api, server);
  repositoryRoutes(api, server);
  branchRoutes(api, server);
  microagentRoutes(api, server);
};
