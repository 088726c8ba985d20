import type { FailureKind } from '../script/fault.ts';
import type { Failure, FailureBody } from '../wire/wire-protocol.ts';

/** Status, type and wording of api.anthropic.com. */
const WORDINGS: Record<FailureKind, [status: number, type: string, message: (model: string) => string]> = {
  'rate-limit': [
    429,
    'rate_limit_error',
    () =>
      "This request would exceed your organization's rate limit of 30,000 input tokens per minute. For " +
      'details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for ' +
      'current usage. Please reduce the prompt length or the maximum tokens requested, or try again later.',
  ],
  overloaded: [529, 'overloaded_error', () => 'Overloaded'],
  'server-error': [500, 'api_error', () => 'Internal server error'],
  unauthorized: [401, 'authentication_error', () => 'invalid x-api-key'],
  forbidden: [
    403,
    'permission_error',
    () => 'Your API key does not have permission to use the specified resource.',
  ],
  'model-not-found': [404, 'not_found_error', (model) => `model: ${model}`],
  'out-of-credits': [
    400,
    'invalid_request_error',
    () =>
      'Your credit balance is too low to access the Anthropic API. ' +
      'Please go to Plans & Billing to upgrade or purchase credits.',
  ],
  'context-overflow': [
    400,
    'invalid_request_error',
    () => 'prompt is too long: 208310 tokens > 200000 maximum',
  ],
  'content-filter': [400, 'invalid_request_error', () => 'Output blocked by content filtering policy'],
  'bad-request': [400, 'invalid_request_error', () => 'The request body is not valid JSON.'],
};

export function anthropicError(failure: Failure) {
  const [, type, message] = WORDINGS[failure.kind];
  const error = { type, message: failure.message ?? message(failure.model) };
  return { type: 'error', error, request_id: 'req_scripted' };
}

export const anthropicFailure = (failure: Failure): FailureBody => ({
  status: failure.status ?? WORDINGS[failure.kind][0],
  body: JSON.stringify(anthropicError(failure)),
});
