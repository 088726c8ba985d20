import type { ModelCapabilities, ReasoningEffort } from '@capstan/protocol';
import type { RetrySettings } from '../retry/retry-policy.ts';

/** US dollars per million tokens, for a model whose price no table knows. */
export interface PriceSettings {
  input: number;
  output: number;
  /** Default: the input price. */
  cacheRead?: number;
  /** Default: the input price. */
  cacheWrite?: number;
}

/** What a person may set for one model. A request's own value wins over the one given here. */
export interface ModelSettings {
  temperature?: number;
  topP?: number;
  maxOutputTokens?: number;
  seed?: number;
  stop?: readonly string[];
  reasoningEffort?: ReasoningEffort;
  /** Send cache marks to providers that take them. Default true. */
  promptCache?: boolean;
  retry?: Partial<RetrySettings>;
  connectTimeoutSeconds?: number;
  idleTimeoutSeconds?: number;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Where the built-in table is wrong or does not know the model. */
  capabilities?: Partial<ModelCapabilities>;
  price?: PriceSettings;
  /** Azure with deployments in the URL: the `api-version`. Without it the v1 API is spoken. */
  apiVersion?: string;
  /** Bedrock. Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, else us-east-1. */
  region?: string;
}
