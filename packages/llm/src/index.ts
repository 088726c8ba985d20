export { createModel, type CreateModelOptions } from './registry/create-model.ts';
export { detectLocalModels, type DetectOptions, type LocalModels } from './registry/detect-local-models.ts';
export { findProvider, parseModelName, type NamedModel } from './registry/model-name.ts';
export type { Environment, Provider, ProviderInput } from './registry/provider.ts';
export { providerNames, PROVIDERS } from './registry/providers.ts';
export type { ModelSettings, PriceSettings } from './settings/model-settings.ts';
export { systemClock, type Clock } from './retry/clock.ts';
export { RETRY_DEFAULTS, type RetrySettings } from './retry/retry-policy.ts';
export { CAPABILITY_TABLE } from './capabilities/capability-table.ts';
export { findCapabilities, normaliseModelName } from './capabilities/find-capabilities.ts';
export { UsageLedger, type CallUsage, type UsageTotals } from './ledger/usage-ledger.ts';
export { describeCost } from './ledger/describe-cost.ts';
export {
  toWireMetrics,
  type WireMetrics,
  type WireMetricsOptions,
  type WireTokenUsage,
} from './ledger/wire-metrics.ts';
export { estimateTokens, TokenEstimator } from './tokens/token-estimator.ts';
export { countTokensExactly } from './tokens/exact-tokens.ts';
export type { HttpResponse } from './http/exchange.ts';
export { HttpClient, type HttpRequest } from './http/http-client.ts';
export { HttpFailure, type HttpFailureKind } from './http/http-failure.ts';
export type { HttpSettings } from './http/http-settings.ts';
export { createFetch, type FetchFunction } from './http/fetch.ts';
