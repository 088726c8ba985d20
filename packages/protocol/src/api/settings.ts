import * as z from 'zod';
import { mcpConfigSchema } from './mcp-config.ts';

/** Stands for a secret that is not shown. Sent back, it means: as it was. */
export const MASK = '**********';

const text = z.string().max(2_000).nullable();
const name = z.string().max(200).nullable();
const secret = z.string().max(4_000).nullable();
const flag = z.boolean().nullable();
const factor = z.int().nullable();

/** What everybody may leave at the default of the server, which is null. */
const OPTIONAL = {
  language: name,
  agent: name,
  max_iterations: z.int().min(1).nullable(),
  security_analyzer: name,
  confirmation_mode: flag,
  /** `provider/model`, or a well-known name alone. */
  llm_model: text,
  llm_api_key: secret,
  llm_base_url: text,
  remote_runtime_resource_factor: factor,
  user_consents_to_analytics: flag,
  sandbox_base_container_image: text,
  sandbox_runtime_container_image: text,
  search_api_key: secret,
  sandbox_api_key: secret,
  /** US dollars; 0 is no limit. */
  max_budget_per_task: z.number().min(0).nullable(),
  /** Events. */
  condenser_max_size: z.int().min(20).nullable(),
  email: text,
  email_verified: flag,
  git_user_name: text,
  git_user_email: text,
  v1_enabled: flag,
};

const FLAGS = {
  enable_default_condenser: z.boolean(),
  enable_sound_notifications: z.boolean(),
  enable_proactive_conversation_starters: z.boolean(),
  enable_solvability_analysis: z.boolean(),
};

/** Every setting of a user. */
export const settingsFieldsSchema = z.object({
  ...OPTIONAL,
  ...FLAGS,
  mcp_config: mcpConfigSchema.nullable(),
});

/** `GET /api/settings`. Keys are null whether or not they are set; those of MCP servers are masked. */
export const settingsBodySchema = settingsFieldsSchema
  .extend({
    llm_api_key_set: z.boolean(),
    search_api_key_set: z.boolean(),
    sandbox_api_key_set: z.boolean(),
    /** Host, or null for the public one, of each git provider that has a token. */
    provider_tokens_set: z.record(z.string(), z.string().nullable()),
    secrets_store: z.object({ provider_tokens: z.object({}) }),
  })
  .meta({ id: 'Settings' });

export type SettingsBody = z.output<typeof settingsBodySchema>;

/**
 * `POST /api/settings`: what is absent stays as it is. Null does so too for the three keys, `llm_model`, `llm_base_url`
 * and `user_consents_to_analytics`, and is the default of the server for the rest. An empty `llm_api_key` or
 * `sandbox_api_key` clears it; an empty `search_api_key` stays as it was, since the web client of OpenHands sends one
 * with everything that it saves.
 */
export const postSettingsSchema = settingsFieldsSchema.partial().meta({ id: 'SettingsPost' });

export type PostSettings = z.output<typeof postSettingsSchema>;

const nullable = <Schema extends z.ZodType>(schema: Schema): z.ZodNullable<Schema> => z.nullable(schema);

/** `PATCH /api/settings`: a JSON merge patch (RFC 7396). Null clears, absent stays, the unknown is refused. */
export const patchSettingsSchema = z
  .strictObject({
    ...OPTIONAL,
    enable_default_condenser: nullable(FLAGS.enable_default_condenser),
    enable_sound_notifications: nullable(FLAGS.enable_sound_notifications),
    enable_proactive_conversation_starters: nullable(FLAGS.enable_proactive_conversation_starters),
    enable_solvability_analysis: nullable(FLAGS.enable_solvability_analysis),
    mcp_config: z
      .strictObject({
        sse_servers: nullable(mcpConfigSchema.shape.sse_servers.unwrap()),
        stdio_servers: nullable(mcpConfigSchema.shape.stdio_servers.unwrap()),
        shttp_servers: nullable(mcpConfigSchema.shape.shttp_servers.unwrap()),
      })
      .partial()
      .nullable(),
  })
  .partial()
  .meta({ id: 'SettingsPatch' });

export type PatchSettings = z.output<typeof patchSettingsSchema>;

/** What an answer says when there is nothing else to say. */
export const doneSchema = z.object({ message: z.string() }).meta({ id: 'Done' });
