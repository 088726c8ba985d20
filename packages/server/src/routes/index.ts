import type { RouteModule } from '../http/api.ts';
import { conversationRoutes } from './conversations/conversation-routes.ts';
import { createConversationRoute } from './conversations/create-conversation-route.ts';
import { listConversationsRoutes } from './conversations/list-conversations-routes.ts';
import { loopRoutes } from './conversations/loop-routes.ts';
import { rememberPromptRoute } from './conversations/remember-prompt-route.ts';
import { eventRoutes } from './events/event-routes.ts';
import { eventSearchRoute } from './events/event-search-route.ts';
import { trajectoryRoute } from './events/trajectory-route.ts';
import { gitRoutes } from './git/git-routes.ts';
import { loginRoutes } from './login/login-routes.ts';
import { mcpRoutes } from './mcp/mcp-routes.ts';
import { mcpTestRoute } from './mcp/mcp-test-route.ts';
import { localModelsRoute } from './models/local-models-route.ts';
import { modelTestRoute } from './models/model-test-route.ts';
import { metricsRoutes } from './metrics/metrics-routes.ts';
import { openapiRoutes } from './openapi/openapi-routes.ts';
import { optionsRoutes } from './options/options-routes.ts';
import { gitProviderTokenRoutes } from './secrets/git-provider-token-routes.ts';
import { secretRoutes } from './secrets/secret-routes.ts';
import { healthRoutes } from './server/health-routes.ts';
import { securityRoutes } from './server/security-routes.ts';
import { serverInfoRoute } from './server/server-info-route.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { changeRoutes } from './workspace/change-routes.ts';
import { workspaceFoldersRoute } from './workspace-folders/workspace-folders-route.ts';
import { feedbackRoute } from './workspace/feedback-route.ts';
import { fileRoutes } from './workspace/file-routes.ts';
import { runtimeRoutes } from './workspace/runtime-routes.ts';
import { terminalRoutes } from './workspace/terminal-routes.ts';
import { uploadRoute } from './workspace/upload-route.ts';

/** The routes of the server, beside those of `realtime`. Where two could answer a path, the first does. */
export const ROUTES: readonly RouteModule[] = [
  // Counts the requests of those that come after it.
  serverInfoRoute,
  healthRoutes,
  metricsRoutes,
  openapiRoutes,
  loginRoutes,
  optionsRoutes,
  modelTestRoute,
  localModelsRoute,
  mcpTestRoute,
  settingsRoutes,
  secretRoutes,
  gitProviderTokenRoutes,
  gitRoutes,
  workspaceFoldersRoute,
  createConversationRoute,
  listConversationsRoutes,
  conversationRoutes,
  loopRoutes,
  rememberPromptRoute,
  eventSearchRoute,
  eventRoutes,
  trajectoryRoute,
  fileRoutes,
  uploadRoute,
  changeRoutes,
  runtimeRoutes,
  terminalRoutes,
  feedbackRoute,
  securityRoutes,
  mcpRoutes,
];
