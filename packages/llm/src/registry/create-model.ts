import { CapstanError, type Model } from '@capstan/protocol';
import { findCapabilities } from '../capabilities/find-capabilities.ts';
import { ProviderModel } from '../complete/provider-model.ts';
import type { ErrorContext } from '../error/to-model-error.ts';
import { HttpClient } from '../http/http-client.ts';
import { createPricing } from '../price/pricing.ts';
import { systemClock, type Clock } from '../retry/clock.ts';
import { RETRY_DEFAULTS } from '../retry/retry-policy.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import { parseModelName } from './model-name.ts';
import type { Environment, Provider } from './provider.ts';

export interface CreateModelOptions {
  /** `provider/model`. */
  model: string;
  /** Default: from the provider's environment variables. */
  apiKey?: string | undefined;
  /** Default: from the provider's environment variables, else the provider's own address. */
  baseUrl?: string | undefined;
  env: Environment;
  settings?: ModelSettings;
  clock?: Clock;
  /** For tests, and for sharing connections between models. */
  client?: HttpClient;
}

/**
 * Opens a model by name. Nothing is sent yet. Rejects with `model_unknown` or `model_key_missing`;
 * the code of the provider starts to load and is waited for by the first call.
 */
export async function createModel(options: CreateModelOptions): Promise<Model> {
  const { provider, modelName } = parseModelName(options.model);
  const { env, settings = {}, clock = systemClock } = options;
  const apiKey = options.apiKey ?? firstSet(env, provider.keyVariables);
  requireCredentials(provider, apiKey, env);
  const baseUrl = baseUrlOf(provider, options);
  const id = `${provider.id}/${modelName}`;
  const capabilities = findCapabilities(modelName, settings.capabilities);
  const errors: ErrorContext = {
    model: id,
    secrets: [apiKey ?? '', ...(provider.otherSecrets?.(env) ?? [])].filter((secret) => secret !== ''),
    nowMilliseconds: clock.now,
  };
  const client = options.client ?? new HttpClient({ ...settings, env });
  const wire = provider.open({ modelName, apiKey, baseUrl, env, settings, capabilities, client, errors });
  const pricing = createPricing({
    modelName,
    settings: settings.price,
    // Only what runs on this machine is known to cost nothing.
    local: provider.local === true && isLoopback(baseUrl),
    // Who answers on this machine under a provider's name is not that provider, or costs something else.
    publicProvider: isLoopback(baseUrl) ? undefined : provider.priceId,
    now: clock.now,
  });
  const retry = { ...RETRY_DEFAULTS, ...settings.retry };
  return new ProviderModel({ id, capabilities, wire, settings, retry, pricing, clock, errors });
}

function firstSet(env: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== '');
}

function requireCredentials(provider: Provider, apiKey: string | undefined, env: Environment): void {
  const missing =
    provider.missingCredentials === undefined
      ? apiKey === undefined && provider.keyOptional !== true
        ? provider.keyVariables.join(' or ')
        : undefined
      : provider.missingCredentials(apiKey, env);
  if (missing === undefined) return;
  throw new CapstanError('model_key_missing', `no API key for ${provider.title}: ${missing} is not set`);
}

function baseUrlOf(provider: Provider, { baseUrl, env }: CreateModelOptions): string {
  const given = baseUrl ?? firstSet(env, provider.baseUrlVariables) ?? provider.defaultBaseUrl;
  if (given === undefined) {
    const names = provider.baseUrlVariables.join(' or ');
    throw new CapstanError('usage', `${provider.title} needs a base URL`, {
      remedy: `Pass --base-url or set ${names}.`,
    });
  }
  const url = given.includes('://') ? given : `http://${given}`;
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new CapstanError('usage', `'${given}' is not a base URL`, {
      remedy: 'Give a URL such as https://host/v1.',
    });
  }
  return url.replace(/\/+$/, '');
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
