import { recordingOf } from '@capstan/agent';
import { parseTrajectory } from '@capstan/events';
import { CapstanError, type ConversationTrigger } from '@capstan/protocol';
import { checkWidth } from '@capstan/runtime';
import type { McpConfig } from '@capstan/protocol/api';
import type { ServerConfig } from '../config/server-config.ts';
import { verifyRepository } from '../git-provider/verify-repository.ts';
import type { ServerContext } from '../server-context.ts';
import { modelPlan } from '../session/model-plan.ts';
import { openModel } from '../session/session-agent.ts';
import { workspaceOf } from '../session/session-runtime.ts';
import { defaultTitle } from '../session/title.ts';
import { effectiveSettings } from '../settings/effective-settings.ts';
import type { GitProviderName } from '../settings/secrets.ts';
import { LocalFolders } from '../workspace-folder/local-folders.ts';
import type { AgentLoopInfo } from './agent-loop-info.ts';
import { beginConversation } from './begin-conversation.ts';
import { newConversationId } from './new-conversation-id.ts';
import type { StartRequest } from './start-request.ts';

export interface NewConversationRequest {
  userId: string | null;
  /** Default: one that nobody can guess. */
  conversationId?: string;
  message?: NonNullable<StartRequest['message']>;
  /** `owner/name`. */
  repository?: string;
  gitProvider?: GitProviderName;
  branch?: string;
  trigger: ConversationTrigger;
  instructions?: string;
  mcpConfig?: McpConfig;
  /** A recorded trajectory as JSON text: its task is the first message, its answers are given again. */
  replayJson?: string;
  /** Folder of this machine to work in, instead of a new one. */
  workspace?: string;
}

/**
 * Checks what a conversation needs, and only then writes it down and starts it: one that cannot begin leaves nothing
 * behind. Rejects with `settings_not_found`, `model_*`, `git_provider_authentication`, `trajectory_invalid`,
 * `workspace_not_found`, `workspace_not_writable`, `forbidden` or `conversation_busy` (the id is taken).
 */
export async function createConversation(
  context: ServerContext,
  request: NewConversationRequest,
): Promise<AgentLoopInfo> {
  const { config } = context;
  const { userId, conversationId = newConversationId(), repository } = request;
  const model = await checkModel(context, userId, { isNeeded: request.replayJson === undefined });
  if (request.replayJson !== undefined) checkReplay(request.replayJson, request.message !== undefined);
  const workspace = request.workspace && (await chosenFolder(config, userId, request.workspace));
  const gitProvider =
    repository === undefined ? undefined : await checkRepository(context, request, repository);
  const record = {
    conversationId,
    userId,
    title: defaultTitle(conversationId),
    workspace: workspace ?? workspaceOf(config, conversationId),
    model,
    runtime: config.runtime.driver,
    agentClass: config.agent.name,
    selectedRepository: repository ?? null,
    selectedBranch: request.branch ?? null,
    gitProvider: gitProvider ?? request.gitProvider ?? null,
    trigger: request.trigger,
  };
  return beginConversation(context, record, {
    data: {
      instructions: request.instructions ?? null,
      mcpConfig: request.mcpConfig ?? null,
      replayJson: request.replayJson ?? null,
    },
    message: request.message,
  });
}

/** That there is a model, and a key for it, where they are needed. Nothing is sent. */
async function checkModel(
  { settings, config }: ServerContext,
  userId: string | null,
  { isNeeded }: { isNeeded: boolean },
): Promise<string | null> {
  const stored = await settings.load(userId);
  const { model } = effectiveSettings(config, stored);
  if (!isNeeded) return model.name;
  if (stored === undefined && model.name === null) {
    throw new CapstanError('settings_not_found', 'Settings not found', {
      remedy: 'Choose a model in the settings (POST /api/settings), or start the server with --model.',
    });
  }
  await openModel(modelPlan(config, userId, model));
  return model.name;
}

function checkReplay(text: string, hasMessage: boolean): void {
  if (hasMessage) {
    throw new CapstanError('request_invalid', 'A replay brings its own first message', {
      remedy: 'Leave out initial_user_msg or replay_json.',
    });
  }
  if (recordingOf(parseTrajectory(text)).task === '') {
    throw new CapstanError('trajectory_invalid', 'The trajectory holds no message of the person');
  }
}

async function chosenFolder(config: ServerConfig, id: string | null, path: string): Promise<string> {
  const folder = await (await LocalFolders.of(config, { id })).findWritable(path);
  // The sandbox would refuse it, too, when the conversation has begun.
  if (config.runtime.driver === 'local') checkWidth(folder);
  return folder;
}

async function checkRepository(
  { secrets, gitProviders }: ServerContext,
  { userId, gitProvider }: NewConversationRequest,
  repository: string,
): Promise<GitProviderName> {
  const { providerTokens } = await secrets.load(userId);
  return verifyRepository(gitProviders.openAll(providerTokens), repository, gitProvider);
}
