import { join } from 'node:path';
import { DATABASE_NAME, SqliteStorage } from '@capstan/storage';
import { extensionPart } from './config/extension-part.ts';
import { secretsOfConfig } from './config/secrets-of-config.ts';
import type { ServerConfig } from './config/server-config.ts';
import { createGitProviders } from './git-provider/create-git-providers.ts';
import { createLog } from './operations/create-log.ts';
import { createMetrics } from './operations/create-metrics.ts';
import { createTracing, type Tracing } from './operations/create-tracing.ts';
import { metricsListener } from './operations/metrics-listener.ts';
import type { MonitoringListener } from './operations/monitoring-listener.ts';
import { monitoringListeners } from './operations/monitoring-listeners.ts';
import { noMetrics } from './operations/server-metrics.ts';
import type { ServerLog } from './operations/server-log.ts';
import type { ExtensionContext } from './server-context.ts';
import { withRecords, type ConversationRecords, type ServerStorage } from './storage/server-storage.ts';
import { DocumentSecretsStore } from './settings/document-secrets-store.ts';
import { DocumentSettingsStore } from './settings/document-settings-store.ts';
import type { SecretsStore } from './settings/secrets.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { ConversationDocuments } from './vault/conversation-documents.ts';
import { SealedDocuments } from './vault/sealed-documents.ts';
import { Vault } from './vault/vault.ts';

export interface OpenedContext {
  context: ExtensionContext;
  tracing: Tracing;
}

/** The database file, or what an application brings in its place; its records may be the application's own, too. */
async function openStorage(config: ServerConfig, log: ServerLog): Promise<ServerStorage> {
  const { fileStore, conversationStore } = config.extensions;
  const storage = await extensionPart<ServerStorage>({
    specifier: fileStore,
    what: 'file store',
    methods: ['open', 'ready', 'close'],
    context: { config, log },
    standard: () => SqliteStorage.open({ file: join(config.home, DATABASE_NAME) }),
  });
  if (conversationStore === null) return storage;
  const records = await extensionPart<ConversationRecords>({
    specifier: conversationStore,
    what: 'conversation store',
    methods: ['create', 'get', 'update', 'search', 'count', 'delete'],
    context: { config, log, storage },
    standard: () => storage.conversations,
  });
  return withRecords(storage, records);
}

/** Opens what everything else of a server stands on: storage, vault, stores, log, metrics and traces. */
export async function openContext(config: ServerConfig, version: string): Promise<OpenedContext> {
  const { extensions, operations, home } = config;
  const secretValues = secretsOfConfig(config);
  const log = createLog({ ...operations, secrets: () => secretValues });
  const storage = await openStorage(config, log);
  const [vault, tracing] = await Promise.all([
    Vault.open({ home, env: process.env }),
    createTracing({ endpoint: operations.otlpEndpoint, version }),
    storage.ready(),
  ]);
  const sealed = new SealedDocuments({ documents: storage.documents, vault });
  const metrics = operations.metrics ? createMetrics() : noMetrics;
  const listeners: MonitoringListener[] = [metricsListener(metrics)];
  if (tracing.listener !== undefined) listeners.push(tracing.listener);
  const context: ExtensionContext = {
    config,
    storage,
    settings: new DocumentSettingsStore(sealed),
    secrets: new DocumentSecretsStore(sealed),
    documents: new ConversationDocuments(sealed),
    gitProviders: createGitProviders({
      httpsOnly: config.auth.oidc !== null,
      plainHttpHosts: config.http.plainHttpGitHosts,
    }),
    monitoring: monitoringListeners(listeners, log),
    log,
    metrics,
  };
  // An application's own parts are made with ours, so that they may wrap them.
  const [settings, secrets, monitoring] = await Promise.all([
    extensionPart<SettingsStore>({
      specifier: extensions.settingsStore,
      what: 'settings store',
      methods: ['load', 'update', 'delete'],
      context,
      standard: () => context.settings,
    }),
    extensionPart<SecretsStore>({
      specifier: extensions.secretsStore,
      what: 'secrets store',
      methods: ['load', 'update', 'delete'],
      context,
      standard: () => context.secrets,
    }),
    extensionPart<MonitoringListener>({
      specifier: extensions.monitoring,
      what: 'monitoring listener',
      methods: [],
      context,
      standard: () => ({}),
    }),
  ]);
  listeners.push(monitoring);
  return { tracing, context: { ...context, settings, secrets } };
}
