import { MASK, type PatchSettings, type PostSettings } from '@capstan/protocol/api';
import { unmaskMcpConfig } from './mcp-config-mask.ts';
import { mergePatch } from './merge-patch.ts';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from './settings.ts';

const KEYS = ['llm_api_key', 'search_api_key', 'sandbox_api_key'] as const;

/** Keys, because they are shown as null, and what OpenHands keeps. */
const KEPT_ON_NULL = [...KEYS, 'llm_model', 'llm_base_url', 'user_consents_to_analytics'] as const;

/**
 * `POST /api/settings`, harmless also for a client that sends back less than it was given, or other things. What is
 * kept and what is cleared stands at `postSettingsSchema`. Throws `request_invalid` for a mask that hides nothing.
 */
export function postSettings(stored: Settings | undefined, posted: PostSettings): Settings {
  const given = { ...posted };
  for (const field of KEPT_ON_NULL) if (given[field] === null) delete given[field];
  if (given.search_api_key?.trim() === '') delete given.search_api_key;
  return withSecretsOf(stored, { ...(stored ?? DEFAULT_SETTINGS), ...given });
}

/** `PATCH /api/settings`. Throws `request_invalid` for a mask that hides nothing. */
export function patchSettings(stored: Settings | undefined, patch: PatchSettings): Settings {
  return withSecretsOf(stored, settingsSchema.parse(mergePatch(stored, patch)));
}

/** What came back masked is what was stored; blank keys are none. */
function withSecretsOf(stored: Settings | undefined, changed: Settings): Settings {
  const settings = { ...changed };
  for (const name of KEYS) {
    const key = settings[name]?.trim();
    settings[name] = (key === MASK ? stored?.[name] : key) || null;
  }
  settings.mcp_config = unmaskMcpConfig(changed.mcp_config, stored?.mcp_config ?? null);
  return settings;
}
