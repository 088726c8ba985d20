import * as z from 'zod';
import { AGENT_STATES } from '../state/agent-state.ts';
import { CONVERSATION_STATUSES } from '../state/conversation-status.ts';
import { CONVERSATION_TRIGGERS } from '../state/conversation-trigger.ts';
import { RUNTIME_STATUSES } from '../state/runtime-status.ts';
import { gitProviderNameSchema, suggestedTaskSchema } from './git.ts';
import { mcpConfigSchema } from './mcp-config.ts';

const status = z.enum(CONVERSATION_STATUSES);
const runtimeStatus = z.enum(RUNTIME_STATUSES).nullable();
const trigger = z.enum(CONVERSATION_TRIGGERS);
const repositoryName = z.string().min(1).max(500);

/** `POST /api/conversations`. */
export const newConversationSchema = z
  .strictObject({
    /** `owner/name`, to be cloned into the workspace. */
    repository: repositoryName.nullish(),
    git_provider: gitProviderNameSchema.nullish(),
    selected_branch: z.string().min(1).max(500).nullish(),
    initial_user_msg: z.string().nullish(),
    /** `https:` or `data:` URLs. */
    image_urls: z.array(z.string()).max(50).nullish(),
    /** A trajectory as JSON text: its first message is the task, the answers of its model are given again. */
    replay_json: z.string().nullish(),
    /** Its prompt takes the place of `initial_user_msg`. */
    suggested_task: suggestedTaskSchema.nullish(),
    create_microagent: z
      .strictObject({
        repo: repositoryName,
        git_provider: gitProviderNameSchema.nullish(),
        title: z.string().nullish(),
      })
      .nullish(),
    conversation_instructions: z.string().max(100_000).nullish(),
    mcp_config: mcpConfigSchema.nullish(),
    /** Only where the server lets clients choose ids. */
    conversation_id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .nullish(),
    /**
     * Absolute path of a folder of the server's machine to work in, as it is and not as a copy; only where
     * `GET /api/options/config` says that `local_folders` are possible.
     */
    workspace_folder: z.string().min(1).max(4_000).nullish(),
    /**
     * Begins the demo: a task that a script carries out in place of a model, at no cost, in a project made for it. Goes
     * with nothing else but `conversation_id`.
     */
    demo: z.boolean().nullish(),
    /** The former name of `workspace_folder`. */
    workspace: z.string().min(1).max(4_000).nullish(),
  })
  .meta({ id: 'NewConversation' });

export type NewConversationBody = z.output<typeof newConversationSchema>;

/** What starting and stopping answer. */
export const conversationResponseSchema = z
  .object({
    status: z.literal('ok'),
    conversation_id: z.string(),
    message: z.string().nullable(),
    conversation_status: status,
  })
  .meta({ id: 'ConversationResponse' });

/** A conversation as lists show it. */
export const conversationInfoSchema = z
  .object({
    conversation_id: z.string(),
    title: z.string(),
    /** Of the last event; null before the first. UTC. */
    last_updated_at: z.string().nullable(),
    status,
    runtime_status: runtimeStatus,
    /** What the log last said of the agent; null where that is not known. */
    agent_state: z.enum(AGENT_STATES).nullable(),
    /** The model that it began with, as `provider/model`; null where there was none. */
    llm_model: z.string().nullable(),
    /** US dollars. */
    accumulated_cost: z.number(),
    /** Folder that it works in, as its agent sees it; null where it has none of its own. */
    workspace: z.string().nullable(),
    selected_repository: z.string().nullable(),
    selected_branch: z.string().nullable(),
    git_provider: z.string().nullable(),
    trigger: trigger.nullable(),
    /** Clients that are connected to it. */
    num_connections: z.int(),
    /** Base of its own routes; null while it does not run. */
    url: z.string().nullable(),
    session_api_key: z.string().nullable(),
    created_at: z.string(),
    pr_number: z.array(z.int()),
    conversation_version: z.literal('V0'),
    sub_conversation_ids: z.array(z.string()),
  })
  .meta({ id: 'Conversation' });

export type ConversationInfo = z.output<typeof conversationInfoSchema>;

export const conversationListSchema = z
  .object({
    results: z.array(conversationInfoSchema),
    /** To be handed back as `page_id`; null on the last page. */
    next_page_id: z.string().nullable(),
  })
  .meta({ id: 'ConversationList' });

const page = {
  page_id: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(20),
};

/** How a conversation stands, by its status and the state of its agent: each stands in one of these ways. */
export const CONVERSATION_CONDITIONS = [
  'starting',
  'working',
  'needs-you',
  'waiting',
  'paused',
  'done',
  'failed',
  'stopped',
] as const;

export type ConversationCondition = (typeof CONVERSATION_CONDITIONS)[number];

/** Any of several values: given more than once, or joined by commas. */
const anyOf = <Value extends string>(values: readonly Value[]) =>
  z.preprocess(
    (given) => (typeof given === 'string' || Array.isArray(given) ? [given].flat().flatMap(split) : given),
    z.array(z.enum(values)).max(100).optional(),
  );

const split = (given: unknown): unknown[] => (typeof given === 'string' ? given.split(',') : [given]);

export const conversationListQuerySchema = z.object({
  ...page,
  /** Part of the title or of the name of the repository, in capitals or not. */
  query: z.string().trim().max(500).optional(),
  selected_repository: z.string().optional(),
  status: anyOf(CONVERSATION_STATUSES),
  agent_state: anyOf(AGENT_STATES),
  /** Together with `status` or `agent_state`, all have to be so. */
  condition: anyOf(CONVERSATION_CONDITIONS),
  conversation_trigger: trigger.optional(),
  /** Conversations of this server have none. */
  include_sub_conversations: z.stringbool().default(false),
});

export const microagentConversationsQuerySchema = z.object({
  ...page,
  selected_repository: z.string().min(1),
});

/** `PATCH /api/conversations/{id}`. */
export const renameSchema = z
  .strictObject({ title: z.string().trim().min(1).max(200) })
  .meta({ id: 'Rename' });

/** `POST /api/conversations/{id}/start`. */
export const startSchema = z
  .object({ providers_set: z.array(gitProviderNameSchema).nullish() })
  .meta({ id: 'StartConversation' });

export const experimentSchema = z
  .object({ config: z.record(z.string(), z.string()).nullish() })
  .meta({ id: 'Experiment' });

export const rememberPromptSchema = z
  .object({ status: z.literal('success'), prompt: z.string() })
  .meta({ id: 'RememberPrompt' });
