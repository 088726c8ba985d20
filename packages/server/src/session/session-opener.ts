import { mkdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { recordingOf, type Recording } from '@capstan/agent';
import { environmentSecrets, importTrajectory } from '@capstan/events';
import { CapstanError, type RuntimeStatus } from '@capstan/protocol';
import { builtinRuntimes, type GitIdentity, type RuntimeRegistry } from '@capstan/runtime';
import type { Conversation } from '@capstan/storage';
import type { LiveFeed } from '../conversation/live-feed.ts';
import type { StartRequest } from '../conversation/start-request.ts';
import { asCapstanError } from '../operations/as-capstan-error.ts';
import { MeasuredRuntime } from '../operations/measured-runtime.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { ExtensionContext } from '../server-context.ts';
import { effectiveSettings, type EffectiveSettings } from '../settings/effective-settings.ts';
import type { Secrets } from '../settings/secrets.ts';
import { demoModel } from '../demo/demo-model.ts';
import { offerDemoRepository } from '../demo/demo-repository.ts';
import { DEMO_AGENT } from '../demo/demo-turns.ts';
import { LocalFolders } from '../workspace-folder/local-folders.ts';
import { AgentSession } from './agent-session.ts';
import { cloneSourceOf } from './clone-source.ts';
import { openModel } from './session-agent.ts';
import { openReplayModel } from './replay-model.ts';
import type { PooledRuntime } from './pooled-runtime.ts';
import { RuntimePool } from './runtime-pool.ts';
import { mcpSecrets } from './mcp-secrets.ts';
import { modelPlan, type ModelPlan } from './model-plan.ts';
import type { SessionPlan } from './session-plan.ts';
import { secretVariables, sessionRuntimeOptions, workspaceOf } from './session-runtime.ts';
import { storedSettings, type StoredSettings } from './stored-settings.ts';
import { prepareSession } from './workspace-preparation.ts';

/** What is looked up of a conversation and its user before anything of it is opened. */
interface Lookup {
  stored: StoredSettings;
  effective: EffectiveSettings;
  secrets: Secrets;
  workspace: string;
}

/** Opens the live parts of conversations: what they are made of is looked up anew at each start. */
export class SessionOpener {
  readonly #context: ExtensionContext;
  readonly #pool = new RuntimePool();
  readonly #registry: RuntimeRegistry = builtinRuntimes();
  readonly #onRuntimeStatus: (conversationId: string, status: RuntimeStatus) => void;

  constructor(
    context: ExtensionContext,
    onRuntimeStatus: (conversationId: string, status: RuntimeStatus) => void,
  ) {
    this.#context = context;
    this.#onRuntimeStatus = onRuntimeStatus;
  }

  async open(
    record: Conversation,
    request: StartRequest,
    hooks: { feed: LiveFeed; onChange: () => void; beforeRuntime: () => Promise<void> },
  ): Promise<AgentSession> {
    const { storage, config, log, monitoring } = this.#context;
    const lookup = await this.#lookUp(record, request);
    const plan = await this.#plan(record, lookup);
    const { conversationId } = record;
    await hooks.beforeRuntime();
    const runtime = this.#acquire(record, lookup);
    try {
      await makeWorkspace(plan.workspace);
      if (lookup.stored.demo === true) await offerDemoRepository(plan.workspace);
      return await AgentSession.open({
        plan,
        storage,
        feed: hooks.feed,
        runtime,
        network: lookup.stored.network ?? config.runtime.network,
        log,
        monitoring,
        openModel: async () => {
          if (lookup.stored.demo === true) return demoModel(plan);
          return plan.recording === null ? openModel(plan.model) : openReplayModel(plan.model);
        },
        prepare: (signal) =>
          prepareSession({
            plan,
            access: runtime.access,
            config,
            gitIdentity: gitIdentityOf(lookup.effective),
            notify: (notice) => hooks.feed.notify(notice),
            log,
            signal,
          }),
        titleByModel:
          config.conversations.titles === 'model' && lookup.stored.demo !== true && plan.model.name !== null,
        onChange: hooks.onChange,
      });
    } catch (error) {
      // The sandbox is that of the process which has the conversation.
      const keep = asCapstanError(error).code === 'conversation_busy';
      await this.releaseRuntime(conversationId, { keep });
      throw error;
    }
  }

  /** The runtime of a conversation for whoever is not its session. */
  async acquireRuntime(record: Conversation): Promise<PooledRuntime> {
    const lookup = await this.#lookUp(record, { userId: record.userId });
    await makeWorkspace(lookup.workspace);
    return this.#acquire(record, lookup);
  }

  releaseRuntime(conversationId: string, options: { keep: boolean }): Promise<void> {
    return this.#pool.release(conversationId, options);
  }

  /** Only the folder that this server made: one that a person named stays. */
  async removeWorkspace(conversationId: string): Promise<void> {
    await rm(workspaceOf(this.#context.config, conversationId), { recursive: true, force: true });
  }

  async #lookUp(record: Conversation, request: StartRequest): Promise<Lookup> {
    const { config, settings, secrets } = this.#context;
    const kept = await secrets.load(record.userId);
    const workspace = record.workspace ?? workspaceOf(config, record.conversationId);
    if (!isMadeFor(record, workspace, config)) {
      await LocalFolders.checkStill(workspace, config, { id: record.userId });
    }
    return {
      stored: storedSettings(record.settings),
      effective: effectiveSettings(config, await settings.load(record.userId)),
      secrets: { ...kept, providerTokens: { ...kept.providerTokens, ...request.providerTokens } },
      workspace,
    };
  }

  async #plan(record: Conversation, { stored, effective, secrets, workspace }: Lookup): Promise<SessionPlan> {
    const { documents, gitProviders, config } = this.#context;
    const kept = await documents.load(record.conversationId);
    const clone = cloneSourceOf(record, workspace, secrets, gitProviders);
    return {
      record,
      // A folder that this server made holds nothing yet.
      prepared: clone !== null || workspace !== workspaceOf(config, record.conversationId),
      model: planOf(config, record, stored, effective.model),
      agentName: stored.demo === true ? DEMO_AGENT : effective.agentName,
      controller: effective.controller,
      workspace,
      instructions: kept.instructions,
      recording: kept.replayJson === null ? null : readRecording(kept.replayJson),
      clone,
      masks: {
        ...environmentSecrets(process.env),
        ...secretVariables(secrets),
        ...named('LLM_API_KEY', effective.model.apiKey),
        ...named('SEARCH_API_KEY', effective.searchApiKey),
        ...named('SESSION_API_KEY', config.auth.sessionApiKey),
        ...mcpSecrets(kept.mcpConfig ?? effective.mcpConfig),
      },
    };
  }

  #acquire(record: Conversation, { stored, effective, secrets, workspace }: Lookup): PooledRuntime {
    const { config, metrics } = this.#context;
    const { conversationId } = record;
    return this.#pool.acquire(conversationId, () => {
      const options = sessionRuntimeOptions({
        config,
        record,
        workspace,
        stored,
        secrets,
        gitIdentity: gitIdentityOf(effective),
        onStatus: (status) => this.#onRuntimeStatus(conversationId, status),
      });
      const runtime = this.#registry.create(record.runtime ?? config.runtime.driver, options);
      return new MeasuredRuntime(runtime, metrics);
    });
  }
}

/**
 * Whether this server made the folder for the conversation, perhaps where the configuration had workspaces at that time:
 * nobody can choose a folder by an id that is not known before.
 */
function isMadeFor({ conversationId }: Conversation, workspace: string, config: ServerConfig): boolean {
  if (workspace === workspaceOf(config, conversationId)) return true;
  return !config.conversations.allowSetId && basename(workspace) === conversationId;
}

async function makeWorkspace(folder: string): Promise<void> {
  try {
    // What somebody works on is nobody else's on this machine.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CapstanError(
      'workspace_not_writable',
      `The workspace ${folder} cannot be made: ${String(cause)}`,
      {
        cause,
      },
    );
  }
}

/** The settings of the user count; a conversation of the command line brings what it was begun with. */
function planOf(
  config: ServerConfig,
  record: Conversation,
  stored: StoredSettings,
  model: EffectiveSettings['model'],
): ModelPlan {
  const plan = modelPlan(config, record.userId, model);
  if (plan.name !== null) return plan;
  return {
    ...plan,
    name: record.model,
    apiKey: stored.apiKeyEnv ? (process.env[stored.apiKeyEnv] ?? null) : null,
    baseUrl: stored.baseUrl ?? null,
  };
}

const gitIdentityOf = ({ git }: EffectiveSettings): GitIdentity => ({
  name: git.userName,
  email: git.userEmail,
});

function named(name: string, value: string | null): Record<string, string> {
  return value === null ? {} : { [name]: value };
}

function readRecording(text: string): Recording {
  return recordingOf(importTrajectory(JSON.parse(text)));
}
