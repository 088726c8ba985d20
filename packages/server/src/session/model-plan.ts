import { findProvider } from '@capstan/llm';
import type { ServerConfig } from '../config/server-config.ts';
import { outboundRule, type OutboundRule } from '../outbound/outbound-rule.ts';
import type { EffectiveModel } from '../settings/effective-settings.ts';
import { providerModelName, sameProvider } from '../settings/model-name.ts';
import { proxyVariables } from './proxy-variables.ts';

/** Which model answers, and how it is reached. */
export interface ModelPlan {
  /** As `provider/model`; null when nobody named one. */
  name: string | null;
  apiKey: string | null;
  baseUrl: string | null;
  /** Where the provider looks for keys of its own; empty when it must not. */
  env: NodeJS.ProcessEnv;
  /** What an address has to keep to that the operator has not chosen; with that address. */
  guard: { rule: OutboundRule; url: string } | null;
}

/** How the model is reached that the settings of a user name. */
export function modelPlan(
  config: Pick<ServerConfig, 'auth' | 'machine' | 'llm'>,
  userId: string | null,
  model: EffectiveModel,
): ModelPlan {
  const { name, apiKey, baseUrl, environmentKeys } = model;
  const env = environmentKeys ? process.env : proxyVariables(process.env);
  const rule = outboundRule(config, userId);
  const url = rule && chosenByUser(config, model, env);
  return { name, apiKey, baseUrl, env, guard: rule && url ? { rule, url } : null };
}

/** The address that a user has chosen: by typing it, or by naming a provider that runs on the server's own machine. */
function chosenByUser(
  { llm }: Pick<ServerConfig, 'llm'>,
  { name, baseUrl, environmentKeys }: EffectiveModel,
  env: NodeJS.ProcessEnv,
): string | null {
  if (!environmentKeys) return baseUrl;
  if (name === null || baseUrl !== null) return null;
  if (sameProvider(name, llm.model && providerModelName(llm.model, null))) return null;
  const provider = findProvider(name.slice(0, Math.max(0, name.indexOf('/'))));
  const ofOperator = provider?.baseUrlVariables.some((variable) => env[variable]);
  return provider?.local === true && ofOperator !== true ? (provider.defaultBaseUrl ?? null) : null;
}
