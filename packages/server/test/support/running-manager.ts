import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script, startScriptedModel, type ScriptedModel } from '@capstan/llm/scripted';
import type { Event } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import { SqliteStorage } from '@capstan/storage';
import type { ServerConfig } from '../../src/config/server-config.ts';
import { StandaloneConversationManager } from '../../src/conversation/standalone-conversation-manager.ts';
import type { MonitoringListener } from '../../src/operations/monitoring-listener.ts';
import { noMetrics } from '../../src/operations/server-metrics.ts';
import type { ExtensionContext, ServerContext } from '../../src/server-context.ts';
import { defaultTitle } from '../../src/session/title.ts';
import { DocumentSecretsStore } from '../../src/settings/document-secrets-store.ts';
import { DocumentSettingsStore } from '../../src/settings/document-settings-store.ts';
import type { ServerStorage } from '../../src/storage/server-storage.ts';
import { ConversationDocuments } from '../../src/vault/conversation-documents.ts';
import { SealedDocuments } from '../../src/vault/sealed-documents.ts';
import { Vault } from '../../src/vault/vault.ts';
import { serverConfig } from '../server-config.ts';
import { keptLog } from '../shell-context.ts';

type Turns = Parameters<typeof script>[0];

export interface RigOptions {
  turns: Turns;
  atEnd?: 'refuse' | 'repeat-last' | 'start-over';
  maxConcurrent?: number;
  conversations?: Partial<ServerConfig['conversations']>;
  terminal?: Partial<ServerConfig['terminal']>;
  monitoring?: MonitoringListener;
  /** An earlier rig's home, to start again where it stopped. */
  home?: string;
  model?: ScriptedModel;
  driver?: 'cli' | 'local';
  /** False for a test that has the manager begin its work by itself. */
  entered?: boolean;
  /** Puts something between the manager and its storage. */
  storage?: (storage: SqliteStorage) => ServerStorage;
}

/** A manager over a real storage, with a scripted model and commands that run on this machine. */
export class ManagerRig implements AsyncDisposable {
  readonly home: string;
  readonly model: ScriptedModel;
  readonly context: ExtensionContext;
  readonly manager: StandaloneConversationManager;
  readonly log: ReturnType<typeof keptLog>;
  readonly storage: SqliteStorage;

  private constructor(parts: {
    home: string;
    model: ScriptedModel;
    context: ExtensionContext;
    log: ReturnType<typeof keptLog>;
    storage: SqliteStorage;
  }) {
    this.home = parts.home;
    this.model = parts.model;
    this.context = parts.context;
    this.log = parts.log;
    this.storage = parts.storage;
    this.manager = new StandaloneConversationManager(parts.context);
  }

  static async start(options: RigOptions): Promise<ManagerRig> {
    const home = options.home ?? mkdtempSync(join(tmpdir(), 'capstan-manager-'));
    const by = { by: 'conversation' as const, atEnd: options.atEnd ?? ('refuse' as const) };
    const model = options.model ?? (await startScriptedModel({ script: script(options.turns, by) }));
    const base = serverConfig({
      home,
      llm: { model: 'openai-chat/scripted', apiKey: 'none', baseUrl: model.baseUrls['openai-chat'] },
    });
    const config: ServerConfig = {
      ...base,
      conversations: {
        ...base.conversations,
        titles: 'message',
        maxConcurrent: options.maxConcurrent ?? 10,
        ...options.conversations,
      },
      terminal: { ...base.terminal, ...options.terminal },
      runtime: { ...base.runtime, driver: options.driver ?? 'cli' },
    };
    const storage = SqliteStorage.open({ file: join(home, 'capstan.db'), worker: false });
    const sealed = new SealedDocuments({
      documents: storage.documents,
      vault: await Vault.open({ home, env: {} }),
    });
    const log = keptLog();
    const context: ExtensionContext = {
      config,
      storage: options.storage?.(storage) ?? storage,
      settings: new DocumentSettingsStore(sealed),
      secrets: new DocumentSecretsStore(sealed),
      documents: new ConversationDocuments(sealed),
      gitProviders: { open: () => undefined, openAll: () => [] },
      monitoring: options.monitoring ?? {},
      log,
      metrics: noMetrics,
    };
    const rig = new ManagerRig({ home, model, context, log, storage });
    if (options.entered !== false) await rig.manager.enter();
    return rig;
  }

  /** What routes are given; nobody is let in by it. */
  get serverContext(): ServerContext {
    return { ...this.context, manager: this.manager, auth: { authenticate: () => Promise.resolve(null) } };
  }

  /** What went wrong and was only logged. */
  get complaints(): string[] {
    return this.log.lines.filter(({ level }) => level === 'warn' || level === 'error').map(describe);
  }

  /** A conversation's record, as the routes make it. */
  async record(conversationId: string, userId: string | null = null): Promise<void> {
    await this.storage.conversations.create({
      conversationId,
      userId,
      title: defaultTitle(conversationId),
      runtime: this.context.config.runtime.driver,
      status: 'STOPPED',
    });
  }

  async begin(conversationId: string, content: string, userId: string | null = null): Promise<void> {
    await this.record(conversationId, userId);
    await this.manager.maybeStartAgentLoop(conversationId, { userId, message: { content } });
  }

  /** Resolves with the first event from a cursor on that passes the test. */
  until(conversationId: string, test: (event: Event) => boolean, after = -1): Promise<Event> {
    const found = Promise.withResolvers<Event>();
    const end = this.manager.feed(conversationId).subscribe({
      after,
      onEvent: (event) => {
        if (test(event)) found.resolve(event);
      },
      onEnd: (reason) => found.reject(reason),
    });
    return found.promise.finally(end);
  }

  untilState(conversationId: string, state: string, after = -1): Promise<Event> {
    return this.until(
      conversationId,
      (event) => event.observation === 'agent_state_changed' && event.extras.agent_state === state,
      after,
    );
  }

  /** Resolves with the first notice that passes the test. */
  untilNotice(conversationId: string, test: (notice: Notice) => boolean): Promise<Notice> {
    const found = Promise.withResolvers<Notice>();
    const end = this.manager.feed(conversationId).subscribe({
      after: Number.MAX_SAFE_INTEGER - 1,
      onEvent: () => undefined,
      onNotice: (notice) => {
        if (test(notice)) found.resolve(notice);
      },
      onEnd: (reason) => found.reject(reason),
    });
    return found.promise.finally(end);
  }

  async events(conversationId: string): Promise<Event[]> {
    const store = await this.storage.open(conversationId, { create: false });
    const { readPage } = await import('@capstan/events');
    const events = await readPage(store, { limit: 10_000 });
    await store.close();
    return events;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.manager.exit();
    await this.storage.close();
    await this.model.close();
  }
}

const describe = ({ message, fields }: { message: string; fields: object }): string =>
  'error' in fields ? `${message}: ${String(fields.error)}` : message;
