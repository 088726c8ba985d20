import { type ConfirmationPolicy, type ControllerConfig, DEFAULT_CONTROLLER_CONFIG } from '@capstan/agent';
import type { McpConfig } from '@capstan/protocol/api';
import type { ServerConfig } from '../config/server-config.ts';
import { providerModelName, sameProvider } from './model-name.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

const CONDENSE_ABOVE_EVENTS = 120;
const MEDIUM = 1;

/** What a conversation runs with: what its user has set, over what is set for the server. */
export interface EffectiveSettings {
  model: EffectiveModel;
  agentName: string;
  controller: ControllerConfig;
  git: { userName: string; userEmail: string };
  /** Events in the view above which it is shortened; null: only when the model cannot take it any more. */
  condenseAboveEvents: number | null;
  mcpConfig: McpConfig | null;
  searchApiKey: string | null;
}

export interface EffectiveModel {
  /** As `provider/model`; null when nobody named one. */
  name: string | null;
  apiKey: string | null;
  baseUrl: string | null;
  /** Whether a key from the environment of the server may be used: never at an address that the user has chosen. */
  environmentKeys: boolean;
}

/** Without settings, as for a user who has set nothing. Pure. */
export function effectiveSettings(
  config: Pick<ServerConfig, 'llm' | 'agent' | 'runtime'>,
  settings: Settings = DEFAULT_SETTINGS,
): EffectiveSettings {
  return {
    model: modelOf(config.llm, settings),
    agentName: set(settings.agent) ?? config.agent.name,
    controller: {
      ...DEFAULT_CONTROLLER_CONFIG,
      maxIterations: settings.max_iterations ?? config.agent.maxIterations,
      // As in OpenHands, a budget of nothing is none.
      maxBudgetUsd: (settings.max_budget_per_task ?? config.agent.maxBudgetUsd) || null,
      confirmation: confirmationOf(settings),
    },
    git: {
      userName: set(settings.git_user_name) ?? config.runtime.gitUserName,
      userEmail: set(settings.git_user_email) ?? config.runtime.gitUserEmail,
    },
    condenseAboveEvents: settings.enable_default_condenser
      ? (settings.condenser_max_size ?? CONDENSE_ABOVE_EVENTS)
      : null,
    mcpConfig: settings.mcp_config,
    searchApiKey: set(settings.search_api_key),
  };
}

/**
 * The key of the server goes only where the server's own model is: not to an address that a user has typed, and not to
 * another provider.
 */
function modelOf(server: ServerConfig['llm'], settings: Settings): EffectiveModel {
  const ownUrl = set(settings.llm_base_url);
  const ownKey = set(settings.llm_api_key);
  const elsewhere = ownUrl !== null && !sameUrl(ownUrl, server.baseUrl);
  const serverName = server.model && providerModelName(server.model, null);
  const ownName = set(settings.llm_model);
  const ofServer =
    !elsewhere && (ownName === null || sameProvider(providerModelName(ownName, null), serverName));
  const name = ownName ?? serverName;
  return {
    name: name && providerModelName(name, elsewhere ? ownUrl : null),
    apiKey: ownKey ?? (ofServer ? server.apiKey : null),
    baseUrl: ownUrl ?? (ofServer ? server.baseUrl : null),
    environmentKeys: !elsewhere,
  };
}

const sameUrl = (one: string, other: string | null): boolean =>
  other !== null && one.replace(/\/+$/, '') === other.replace(/\/+$/, '');

/**
 * With the model's own estimate of risk, the person is asked about what it calls high, or does not rate. Without, about
 * everything. OpenHands lets pass what an analyzer could not rate.
 */
function confirmationOf({ confirmation_mode, security_analyzer }: Settings): ConfirmationPolicy {
  if (confirmation_mode !== true) return 'never';
  return security_analyzer === 'llm' ? { above: MEDIUM } : 'always';
}

/** Clients send empty text for what is not set. */
function set(text: string | null): string | null {
  return text?.trim() || null;
}
