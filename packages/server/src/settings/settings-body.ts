import type { SettingsBody } from '@capstan/protocol/api';
import { maskMcpConfig } from './mcp-config-mask.ts';
import type { ProviderTokens } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What a client sees of the settings: everything but the secrets. */
export function settingsBody(settings: Settings, tokens: ProviderTokens): SettingsBody {
  const { llm_api_key, search_api_key, sandbox_api_key, mcp_config } = settings;
  return {
    ...settings,
    llm_api_key: null,
    search_api_key: null,
    sandbox_api_key: null,
    mcp_config: mcp_config && maskMcpConfig(mcp_config),
    llm_api_key_set: llm_api_key !== null,
    search_api_key_set: search_api_key !== null,
    sandbox_api_key_set: sandbox_api_key !== null,
    provider_tokens_set: Object.fromEntries(
      Object.entries(tokens).map(([provider, { host }]) => [provider, host]),
    ),
    secrets_store: { provider_tokens: {} },
  };
}
