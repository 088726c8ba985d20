import type { ModelCapabilities } from '@capstan/protocol';
import type { ErrorContext } from '../error/to-model-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import type { WireModel } from '../wire/wire-model.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a provider needs to open one of its models. */
export interface ProviderInput {
  /** The name after `provider/`; may hold slashes itself. */
  modelName: string;
  /** Undefined only where the provider needs none. */
  apiKey: string | undefined;
  /** Without a slash at the end. */
  baseUrl: string;
  env: Environment;
  settings: ModelSettings;
  capabilities: ModelCapabilities;
  client: HttpClient;
  errors: ErrorContext;
}

/** Who answers, and how to speak to them. */
export interface Provider {
  /** The part of a model's name before the first slash. */
  id: string;
  aliases?: readonly string[];
  /** As a person calls it. */
  title: string;
  /** Environment variables that may hold the key; the first that is set counts. */
  keyVariables: readonly string[];
  /** Whether it answers without a key. */
  keyOptional?: boolean;
  /** Environment variables that may hold the base URL. */
  baseUrlVariables: readonly string[];
  /** Undefined if a person has to say it. */
  defaultBaseUrl: string | undefined;
  /** Its id in the public price table. */
  priceId?: string;
  /** Runs on the person's own machine, so calls cost nothing. */
  local?: boolean;
  /** Secrets beside the key that must not show up in messages. */
  otherSecrets?: (env: Environment) => readonly string[];
  /** Replaces the check for a key: names what is missing, or undefined if nothing is. */
  missingCredentials?: (apiKey: string | undefined, env: Environment) => string | undefined;
  open: (input: ProviderInput) => WireModel;
}
