import { CapstanError, type ErrorCode } from '@capstan/protocol';
import type { HttpFailure } from '../http/http-failure.ts';
import { classify } from './classify.ts';
import { oneLine } from './one-line.ts';
import type { ProviderFailure } from './provider-failure.ts';
import { readRetryAfter } from './retry-after.ts';

/** What an error message may and may not say. */
export interface ErrorContext {
  /** `provider/model`. */
  model: string;
  /** Values that must never appear in a message. */
  secrets: readonly string[];
  nowMilliseconds: () => number;
}

const LEAD: Partial<Record<ErrorCode, string>> = {
  model_authentication: 'the provider refused the API key',
  model_not_found: 'the provider does not know this model',
  model_rate_limited: 'rate limit reached',
  model_overloaded: 'the provider is overloaded',
  model_out_of_credits: 'out of credits',
  model_context_overflow: 'the prompt does not fit into the model',
  model_content_policy: 'refused by the content policy',
};

/** A provider's failure as the error that the rest of Capstan knows. */
export function failureToError(
  failure: ProviderFailure,
  context: ErrorContext,
  cause?: unknown,
): CapstanError {
  const code = classify(failure);
  const status = failure.status === undefined ? '' : ` (HTTP ${failure.status})`;
  const lead = LEAD[code] ?? 'the request failed';
  const words = oneLine(failure.message, context.secrets);
  const { headers = {}, message, retryDelay } = failure;
  const retryAfterSeconds = readRetryAfter({ headers, message, retryDelay }, context.nowMilliseconds());
  return new CapstanError(code, `${context.model}: ${lead}${status}${words === '' ? '' : `: ${words}`}`, {
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

const KIND_CODE = {
  unreachable: 'model_unreachable',
  reset: 'model_unreachable',
  timeout: 'model_timeout',
  cancelled: 'cancelled',
} as const satisfies Record<HttpFailure['kind'], ErrorCode>;

/** A failure of the connection. */
export function httpFailureToError(failure: HttpFailure, context: ErrorContext): CapstanError {
  const message = failure.kind === 'cancelled' ? 'cancelled' : `${context.model}: ${failure.message}`;
  return new CapstanError(KIND_CODE[failure.kind], oneLine(message, context.secrets), { cause: failure });
}

/** What the provider sent makes no sense: the stream broke off, or is not its protocol. */
export function badResponse(what: string, context: ErrorContext, cause?: unknown): CapstanError {
  const options = cause === undefined ? {} : { cause };
  return new CapstanError(
    'model_bad_response',
    `${context.model}: ${oneLine(what, context.secrets)}`,
    options,
  );
}
