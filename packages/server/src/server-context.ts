import type { ConversationManager } from './conversation/conversation-manager.ts';
import type { ServerConfig } from './config/server-config.ts';
import type { GitProviders } from './git-provider/git-providers.ts';
import type { MonitoringListener } from './operations/monitoring-listener.ts';
import type { ServerMetrics } from './operations/server-metrics.ts';
import type { ServerLog } from './operations/server-log.ts';
import type { SecretsStore } from './settings/secrets.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { ServerStorage } from './storage/server-storage.ts';
import type { ConversationDocuments } from './vault/conversation-documents.ts';
import type { UserAuth } from './user/user-auth.ts';

/** What an extension of an application is made with. */
export interface ExtensionContext {
  readonly config: ServerConfig;
  readonly storage: ServerStorage;
  readonly settings: SettingsStore;
  readonly secrets: SecretsStore;
  /** What conversations were created with that is nobody else's business. */
  readonly documents: ConversationDocuments;
  readonly gitProviders: GitProviders;
  readonly monitoring: MonitoringListener;
  readonly log: ServerLog;
  /** `noMetrics` where nobody measures. */
  readonly metrics: ServerMetrics;
}

/** The parts of a running server, as routes and sockets use them. */
export interface ServerContext extends ExtensionContext {
  readonly manager: ConversationManager;
  readonly auth: UserAuth;
}
