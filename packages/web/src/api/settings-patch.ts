import type { components } from '@capstan/client';

export type Settings = components['schemas']['Settings'];
export type SettingsPatch = components['schemas']['SettingsPatch'];

/** Of a person who has set nothing. */
export const NO_SETTINGS: Settings = {
  language: null,
  agent: null,
  max_iterations: null,
  security_analyzer: null,
  confirmation_mode: null,
  llm_model: null,
  llm_api_key: null,
  llm_base_url: null,
  remote_runtime_resource_factor: null,
  user_consents_to_analytics: null,
  sandbox_base_container_image: null,
  sandbox_runtime_container_image: null,
  search_api_key: null,
  sandbox_api_key: null,
  max_budget_per_task: null,
  condenser_max_size: null,
  email: null,
  email_verified: null,
  git_user_name: null,
  git_user_email: null,
  v1_enabled: null,
  enable_default_condenser: true,
  enable_sound_notifications: false,
  enable_proactive_conversation_starters: true,
  enable_solvability_analysis: true,
  mcp_config: null,
  llm_api_key_set: false,
  search_api_key_set: false,
  sandbox_api_key_set: false,
  provider_tokens_set: {},
  secrets_store: { provider_tokens: {} },
};

/**
 * The settings as they will be shown when the patch is stored. Keys leave no trace but that they are set, as in what the
 * server answers.
 */
export function patched(settings: Settings, patch: SettingsPatch): Settings {
  const {
    llm_api_key: llmKey,
    search_api_key: searchKey,
    sandbox_api_key: sandboxKey,
    mcp_config: mcp,
    enable_default_condenser: condenser,
    enable_sound_notifications: sound,
    enable_proactive_conversation_starters: starters,
    enable_solvability_analysis: solvability,
    ...plain
  } = patch;
  return {
    ...settings,
    ...plain,
    enable_default_condenser: flag(condenser, 'enable_default_condenser', settings),
    enable_sound_notifications: flag(sound, 'enable_sound_notifications', settings),
    enable_proactive_conversation_starters: flag(
      starters,
      'enable_proactive_conversation_starters',
      settings,
    ),
    enable_solvability_analysis: flag(solvability, 'enable_solvability_analysis', settings),
    mcp_config: mcp === undefined ? settings.mcp_config : mcp && mergedMcp(settings.mcp_config, mcp),
    llm_api_key_set: keySet(llmKey, settings.llm_api_key_set),
    search_api_key_set: keySet(searchKey, settings.search_api_key_set),
    sandbox_api_key_set: keySet(sandboxKey, settings.sandbox_api_key_set),
  };
}

type Flag =
  | 'enable_default_condenser'
  | 'enable_sound_notifications'
  | 'enable_proactive_conversation_starters'
  | 'enable_solvability_analysis';

const flag = (given: boolean | null | undefined, name: Flag, settings: Settings): boolean =>
  given === undefined ? settings[name] : (given ?? NO_SETTINGS[name]);

const keySet = (given: string | null | undefined, was: boolean): boolean =>
  given === undefined ? was : given !== null && given.trim() !== '';

type Mcp = NonNullable<Settings['mcp_config']>;

/** A list that is not given stays; null empties it. */
function mergedMcp(before: Mcp | null, given: NonNullable<SettingsPatch['mcp_config']>): Mcp {
  const { sse_servers: sse, stdio_servers: stdio, shttp_servers: shttp } = given;
  return {
    sse_servers: (sse === undefined ? before?.sse_servers : sse) ?? [],
    stdio_servers: (stdio === undefined ? before?.stdio_servers : stdio) ?? [],
    shttp_servers: (shttp === undefined ? before?.shttp_servers : shttp) ?? [],
  };
}

/**
 * The patch that takes a patch back. Keys are not in it: nobody knows what they were. Null when there is nothing to take
 * back.
 */
export function inverseOf(before: Settings, patch: SettingsPatch): SettingsPatch | null {
  const {
    llm_api_key: _llm,
    search_api_key: _search,
    sandbox_api_key: _sandbox,
    mcp_config: mcp,
    ...plain
  } = patch;
  const taken = Object.entries(before).filter(([name]) => Object.hasOwn(plain, name));
  const inverse: SettingsPatch = Object.fromEntries(taken);
  // A merge patch would keep lists that it does not name.
  if (mcp !== undefined) inverse.mcp_config = before.mcp_config;
  return Object.keys(inverse).length === 0 ? null : inverse;
}

/** Whether storing the patch would change what is shown; a key always does. */
export function changes(before: Settings, patch: SettingsPatch): boolean {
  const keys = [patch.llm_api_key, patch.search_api_key, patch.sandbox_api_key];
  if (keys.some((key) => typeof key === 'string' && key !== '')) return true;
  return JSON.stringify(patched(before, patch)) !== JSON.stringify(before);
}
