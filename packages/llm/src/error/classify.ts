import type { ErrorCode } from '@capstan/protocol';
import type { ProviderFailure } from './provider-failure.ts';

/** Words by which providers say that the prompt does not fit; only some of them have a code for it. */
const OVERFLOW = [
  'contextwindowexceedederror',
  'context_length_exceeded',
  'prompt is too long',
  'input length and `max_tokens` exceed context limit',
  'please reduce the length of',
  'the request exceeds the available context size',
  'context length exceeded',
  'maximum context length',
  'exceeds the context window',
  'context window exceeded',
  'input token count',
  'input is too long',
  'too many tokens in prompt',
  'greater than the context length',
  'exceeds the maximum number of tokens',
  'maximum prompt length',
];

const CREDITS = [
  'insufficient_quota',
  'exceededbudget',
  'budget has been exceeded',
  'insufficient balance',
  'insufficient credits',
  'credit balance is too low',
  'billing_hard_limit_reached',
  'credits are depleted',
  'requires more credits',
];

const POLICY = [
  'contentpolicyviolation',
  'content_policy_violation',
  'content_filter',
  'content management policy',
  'responsibleaipolicyviolation',
  'invalid_prompt',
  'prohibited_content',
  'blocked by content filtering',
];

const KEY = [
  'invalid_api_key',
  'incorrect api key',
  'api key not valid',
  'api_key_invalid',
  'invalid api key',
  'invalid x-api-key',
  'invalid bearer token',
];

const MODEL_MISSING = [
  'model_not_found',
  'does not exist',
  'model not found',
  'not a valid model',
  'unknown model',
];

const OVERLOADED = ['overloaded', 'unavailable', 'engine_overloaded', 'capacity'];

/** Codes and types that stand for a status when there is none, or a misleading one (Bedrock, streams). */
const BY_NAME: readonly (readonly [RegExp, ErrorCode])[] = [
  [/rate_?limit|throttl|too_?many_?requests|resource_exhausted/, 'model_rate_limited'],
  [/overloaded|unavailable/, 'model_overloaded'],
  [/authentication|unauthenticated|unrecognizedclient|invalidsignature|expiredtoken/, 'model_authentication'],
  [/permission|accessdenied|forbidden/, 'model_authentication'],
  [/not_?found/, 'model_not_found'],
  [/time_?out|deadline_exceeded/, 'model_timeout'],
  [/invalid_?request|invalid_argument|validation|bad_request/, 'model_bad_request'],
  [/server_error|internal|api_error|modelstreamerror/, 'model_server_error'],
];

const says = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));

/** The code of Capstan for a failure. Text decides where providers share one status for different things. */
export function classify(failure: ProviderFailure): ErrorCode {
  const name = `${failure.code ?? ''} ${failure.type ?? ''}`.toLowerCase();
  const text = `${name} ${failure.message}`.toLowerCase();
  const status = failure.status ?? statusIn(failure.code);
  if (status === 402 || says(text, CREDITS)) return 'model_out_of_credits';
  const refused = status === undefined || (status >= 400 && status < 500);
  if (refused && status !== 429 && (status === 413 || says(text, OVERFLOW))) return 'model_context_overflow';
  if (refused && says(text, POLICY)) return 'model_content_policy';
  if (status === 401 || status === 403 || says(text, KEY)) return 'model_authentication';
  if (status === 429) return 'model_rate_limited';
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (status === undefined) return named ?? 'model_server_error';
  if (status >= 500) return ofServer(status, named, text);
  if (status === 404 || (status === 400 && says(text, MODEL_MISSING))) return 'model_not_found';
  if (status === 408) return 'model_timeout';
  if (status === 409 || status === 424) return 'model_server_error';
  return named === 'model_rate_limited' ? named : 'model_bad_request';
}

function ofServer(status: number, named: ErrorCode | undefined, text: string): ErrorCode {
  if (status === 503 || status === 529 || named === 'model_overloaded') return 'model_overloaded';
  if (status === 504 || status === 524) return 'model_timeout';
  if (status === 501) return 'model_bad_request';
  return says(text, OVERLOADED) ? 'model_overloaded' : 'model_server_error';
}

function statusIn(code: string | undefined): number | undefined {
  return code !== undefined && /^[45]\d\d$/.test(code) ? Number(code) : undefined;
}
