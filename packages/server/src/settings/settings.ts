import { mcpConfigSchema } from '@capstan/protocol/api';
import * as z from 'zod';

const text = () => z.string().nullable().default(null);
const number = () => z.number().nullable().default(null);
const flag = (value: boolean) => z.boolean().default(value);

/** What a user has set, in clear: this object never leaves the process. Null means: the default of the server. */
export const settingsSchema = z.object({
  language: text(),
  agent: text(),
  max_iterations: z.int().min(1).nullable().default(null),
  security_analyzer: text(),
  confirmation_mode: z.boolean().nullable().default(null),
  llm_model: text(),
  llm_api_key: text(),
  llm_base_url: text(),
  remote_runtime_resource_factor: z.int().nullable().default(null),
  enable_default_condenser: flag(true),
  enable_sound_notifications: flag(false),
  enable_proactive_conversation_starters: flag(true),
  enable_solvability_analysis: flag(true),
  user_consents_to_analytics: z.boolean().nullable().default(null),
  sandbox_base_container_image: text(),
  sandbox_runtime_container_image: text(),
  mcp_config: mcpConfigSchema.nullable().default(null),
  search_api_key: text(),
  sandbox_api_key: text(),
  max_budget_per_task: number(),
  condenser_max_size: z.int().min(20).nullable().default(null),
  email: text(),
  email_verified: z.boolean().nullable().default(null),
  git_user_name: text(),
  git_user_email: text(),
  v1_enabled: z.boolean().nullable().default(null),
});

export type Settings = z.output<typeof settingsSchema>;
