import { settingsFieldsSchema } from '@capstan/protocol/api';
import type * as z from 'zod';

/** What a user has set, in clear: this object never leaves the process. Null means: the default of the server. */
export type Settings = z.output<typeof settingsFieldsSchema>;

/** Of a user who has set nothing. */
export const DEFAULT_SETTINGS: Settings = {
  language: null,
  agent: null,
  max_iterations: null,
  security_analyzer: null,
  confirmation_mode: null,
  llm_model: null,
  llm_api_key: null,
  llm_base_url: null,
  remote_runtime_resource_factor: null,
  enable_default_condenser: true,
  enable_sound_notifications: false,
  enable_proactive_conversation_starters: true,
  enable_solvability_analysis: true,
  user_consents_to_analytics: null,
  sandbox_base_container_image: null,
  sandbox_runtime_container_image: null,
  mcp_config: null,
  search_api_key: null,
  sandbox_api_key: null,
  max_budget_per_task: null,
  condenser_max_size: null,
  email: null,
  email_verified: null,
  git_user_name: null,
  git_user_email: null,
  v1_enabled: null,
};

/** Settings as they were stored; what they lack, because an older version wrote them, has its default. */
export const settingsSchema = settingsFieldsSchema
  .partial()
  .transform((stored): Settings => ({ ...DEFAULT_SETTINGS, ...stored }));
