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
import type { ExtensionContext } from './server-context.ts';
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

/** Opens what everything else of a server stands on: storage, vault, stores, log, metrics and traces. */
export async function openContext(config: ServerConfig, version: string): Promise<OpenedContext> {
  const { extensions, operations, home } = config;
  const secretValues = secretsOfConfig(config);
  const log = createLog({ ...operations, secrets: () => secretValues });
  const storage = SqliteStorage.open({ file: join(home, DATABASE_NAME) });
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
    gitProviders: createGitProviders(),
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
    }),
    extensionPart<SecretsStore>({
      specifier: extensions.secretsStore,
      what: 'secrets store',
      methods: ['load', 'update', 'delete'],
      context,
    }),
    extensionPart<MonitoringListener>({
      specifier: extensions.monitoring,
      what: 'monitoring listener',
      methods: [],
      context,
    }),
  ]);
  if (monitoring !== undefined) listeners.push(monitoring);
  return {
    tracing,
    context: { ...context, settings: settings ?? context.settings, secrets: secrets ?? context.secrets },
  };
}
