import * as z from 'zod';

/**
 * The wire shapes of the server of OpenHands 0.62, written from its documentation and not from our own schemas: a field
 * that is missing, or null where it may not be, or one too many, is a difference that clients could see.
 */
const text = z.string();
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();
const instant = z.iso.datetime();
const names = z.array(text);

const PROVIDERS = ['github', 'gitlab', 'bitbucket', 'azure_devops', 'enterprise_sso', 'forgejo'];
const provider = z.enum(PROVIDERS);
const hexId = text.regex(/^[0-9a-f]{32}$/);
const status = z.enum(['STARTING', 'RUNNING', 'STOPPED', 'ARCHIVED', 'ERROR']);

/** The text of a failure stands where each client looks for it; V0 had one of the three, by the route. */
export const failure = z.looseObject({
  error: text.min(1),
  message: text.min(1),
  detail: z.union([
    text.min(1),
    z
      .array(z.looseObject({ type: text, loc: z.array(z.union([text, z.number()])).min(1), msg: text }))
      .min(1),
  ]),
  code: text.regex(/^[a-z]+(_[a-z]+)*$/),
  remedy: text.min(1),
});

export const webClientConfig = z.strictObject({
  APP_MODE: z.literal('oss'),
  GITHUB_CLIENT_ID: text,
  POSTHOG_CLIENT_KEY: text,
  FEATURE_FLAGS: z.strictObject({ ENABLE_BILLING: z.boolean(), HIDE_LLM_SETTINGS: z.boolean() }),
  // What we add.
  default_model: orNull(text),
  multi_user: z.boolean(),
  local_folders: z.boolean(),
  interactive_terminal: z.boolean(),
});

export const serverInfo = z.strictObject({
  uptime: z.number(),
  idle_time: z.number(),
  resources: z.strictObject({
    cpu_percent: z.number(),
    memory: z.strictObject({ rss: z.int(), vms: z.int(), percent: z.number() }),
    disk: z.strictObject({ total: z.int(), used: z.int(), free: z.int(), percent: z.number() }),
    io: z.strictObject({ read_bytes: z.int(), write_bytes: z.int() }),
  }),
});

/** In the order of the fields on the wire. */
export const conversationInfo = z.strictObject({
  conversation_id: hexId,
  title: text.min(1),
  last_updated_at: orNull(instant),
  status,
  // What we add.
  agent_state: orNull(text),
  llm_model: orNull(text),
  accumulated_cost: z.number(),
  workspace: z.string().nullable(),
  runtime_status: orNull(text.regex(/^(STATUS|CHAT_INTERFACE)\$[A-Z_]+$/)),
  selected_repository: orNull(text),
  selected_branch: orNull(text),
  git_provider: orNull(provider),
  trigger: orNull(text),
  num_connections: z.int().min(0),
  url: orNull(text),
  session_api_key: z.null(),
  created_at: instant,
  pr_number: z.array(z.int()),
  conversation_version: z.literal('V0'),
  sub_conversation_ids: z.tuple([]),
});

export const conversationList = z.strictObject({
  results: z.array(conversationInfo),
  next_page_id: orNull(text),
});

export const conversationResponse = z.strictObject({
  status: z.literal('ok'),
  conversation_id: hexId,
  message: orNull(text),
  conversation_status: status,
});

const event = z.looseObject({ id: z.int(), timestamp: text, source: text, message: text });
export const eventPage = z.strictObject({ events: z.array(event), has_more: z.boolean() });
export const trajectory = z.strictObject({ trajectory: z.array(event) });
/** We add the id of the event. */
export const admitted = z.strictObject({ success: z.literal(true), event_id: z.int() });

export const runtimeConfig = z.strictObject({ runtime_id: orNull(text), session_id: hexId });
export const vscodeUrl = z.strictObject({ vscode_url: orNull(text) });
export const webHosts = z.strictObject({ hosts: z.record(text, z.int()) });
export const microagents = z.strictObject({
  microagents: z.array(
    z.strictObject({
      name: text,
      type: z.enum(['repo', 'knowledge']),
      content: text,
      triggers: names,
      inputs: z.array(z.strictObject({ name: text, description: text })),
      tools: names,
    }),
  ),
});
export const gitChanges = z.array(z.strictObject({ status: z.enum(['M', 'A', 'D', 'U']), path: text }));
export const gitDiff = z.strictObject({ modified: text, original: text });
export const uploaded = z.strictObject({
  uploaded_files: z.array(text.startsWith('/')),
  skipped_files: z.array(z.strictObject({ name: text, reason: text })),
});
export const feedback = z.strictObject({
  statusCode: z.literal(200),
  body: z.strictObject({ message: text, feedback_id: text, password: text }),
});
export const rememberPrompt = z.strictObject({ status: z.literal('success'), prompt: text });

const mcpServer = { url: text, api_key: text.nullish() };
const settingsFields = {
  language: orNull(text),
  agent: orNull(text),
  max_iterations: orNull(z.int()),
  security_analyzer: orNull(text),
  confirmation_mode: orNull(z.boolean()),
  llm_model: orNull(text),
  llm_api_key: z.null(),
  llm_base_url: orNull(text),
  remote_runtime_resource_factor: orNull(z.int()),
  secrets_store: z.strictObject({ provider_tokens: z.strictObject({}) }),
  enable_default_condenser: z.boolean(),
  enable_sound_notifications: z.boolean(),
  enable_proactive_conversation_starters: z.boolean(),
  enable_solvability_analysis: z.boolean(),
  user_consents_to_analytics: orNull(z.boolean()),
  sandbox_base_container_image: orNull(text),
  sandbox_runtime_container_image: orNull(text),
  mcp_config: orNull(
    z.strictObject({
      sse_servers: z.array(z.strictObject(mcpServer)),
      stdio_servers: z.array(
        z.strictObject({ name: text, command: text, args: names, env: z.record(text, text) }),
      ),
      shttp_servers: z.array(z.strictObject({ ...mcpServer, timeout: z.int().nullish() })),
    }),
  ),
  search_api_key: z.null(),
  sandbox_api_key: z.null(),
  max_budget_per_task: orNull(z.number()),
  condenser_max_size: orNull(z.int().min(20)),
  email: orNull(text),
  email_verified: orNull(z.boolean()),
  git_user_name: orNull(text),
  git_user_email: orNull(text),
  v1_enabled: orNull(z.boolean()),
};
export const settings = z.strictObject({
  ...settingsFields,
  provider_tokens_set: z.record(provider, orNull(text)).or(z.partialRecord(provider, orNull(text))),
  llm_api_key_set: z.boolean(),
  search_api_key_set: z.boolean(),
  /** Ours: V0 does not tell. */
  sandbox_api_key_set: z.boolean(),
});
export const done = z.strictObject({ message: text });
export const secretList = z.strictObject({
  custom_secrets: z.array(z.strictObject({ name: text, description: text })),
});

const repository = z.strictObject({
  id: text,
  full_name: text,
  git_provider: provider,
  is_public: z.boolean(),
  stargazers_count: orNull(z.int()),
  link_header: orNull(text),
  pushed_at: orNull(text),
  owner_type: orNull(z.enum(['user', 'organization'])),
  main_branch: orNull(text),
});
export const repositories = z.array(repository);
const branch = z.strictObject({
  name: text,
  commit_sha: text.regex(/^[0-9a-f]{40}$/),
  protected: z.boolean(),
  last_push_date: orNull(text),
});
export const branches = z.array(branch);
export const branchPage = z.strictObject({
  branches,
  has_next_page: z.boolean(),
  current_page: z.int(),
  per_page: z.int(),
  total_count: orNull(z.int()),
});
export const gitUser = z.strictObject({
  id: text,
  login: text,
  avatar_url: text,
  company: orNull(text),
  name: orNull(text),
  email: orNull(text),
});
export const suggestedTasks = z.array(
  z.strictObject({
    git_provider: provider,
    task_type: z.enum(['MERGE_CONFLICTS', 'FAILING_CHECKS', 'UNRESOLVED_COMMENTS', 'OPEN_ISSUE', 'OPEN_PR']),
    repo: text,
    issue_number: z.int(),
    title: text,
  }),
);
export const repositoryMicroagents = z.array(z.strictObject({ name: text, path: text, created_at: instant }));
export const microagentContent = z.strictObject({
  content: text,
  path: text,
  triggers: names,
  git_provider: orNull(provider),
});
