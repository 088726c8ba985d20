import type { FailureKind } from '../script/fault.ts';
import type { Failure, FailureBody } from '../wire/wire-protocol.ts';

type Wording = [status: number, name: string, message: (model: string) => string, reason?: string];

/** Code, status and wording of generativelanguage.googleapis.com. */
const WORDINGS: Record<FailureKind, Wording> = {
  'rate-limit': [
    429,
    'RESOURCE_EXHAUSTED',
    (model) =>
      'You exceeded your current quota, please check your plan and billing details. For more information on ' +
      'this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\n* Quota exceeded for metric: ' +
      `generativelanguage.googleapis.com/generate_content_requests, limit: 15, model: ${model}`,
  ],
  overloaded: [503, 'UNAVAILABLE', () => 'The model is overloaded. Please try again later.'],
  'server-error': [
    500,
    'INTERNAL',
    () =>
      'An internal error has occurred. Please retry or report in ' +
      'https://developers.generativeai.google/guide/troubleshooting',
  ],
  unauthorized: [
    400,
    'INVALID_ARGUMENT',
    () => 'API key not valid. Please pass a valid API key.',
    'API_KEY_INVALID',
  ],
  forbidden: [403, 'PERMISSION_DENIED', () => 'The caller does not have permission'],
  'model-not-found': [
    404,
    'NOT_FOUND',
    (model) =>
      `models/${model} is not found for API version v1beta, or is not supported for generateContent. ` +
      'Call ListModels to see the list of available models and their supported methods.',
  ],
  'out-of-credits': [
    429,
    'RESOURCE_EXHAUSTED',
    () =>
      'Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to ' +
      'manage your project and billing.',
  ],
  'context-overflow': [
    400,
    'INVALID_ARGUMENT',
    () => 'The input token count (1091639) exceeds the maximum number of tokens allowed (1048576).',
  ],
  // Only in a stream: as an answer it is the feedback below.
  'content-filter': [400, 'INVALID_ARGUMENT', () => 'The prompt was blocked.'],
  'bad-request': [400, 'INVALID_ARGUMENT', () => 'Invalid JSON payload received.'],
};

export function geminiError(failure: Failure) {
  const [code, name, message, reason] = WORDINGS[failure.kind];
  const details = [
    ...(reason === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason,
            domain: 'googleapis.com',
            metadata: { service: 'generativelanguage.googleapis.com' },
          },
        ]),
    ...(failure.retryAfterSeconds === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.RetryInfo',
            retryDelay: `${failure.retryAfterSeconds}s`,
          },
        ]),
  ];
  return {
    error: {
      code: failure.status ?? code,
      message: failure.message ?? message(failure.model),
      status: name,
      ...(details.length === 0 ? {} : { details }),
    },
  };
}

export function geminiFailure(failure: Failure): FailureBody {
  if (failure.kind === 'content-filter' && failure.status === undefined) {
    return { status: 200, body: JSON.stringify(blockedPrompt(failure.model)) };
  }
  const body = geminiError(failure);
  return { status: body.error.code, body: JSON.stringify(body) };
}

/** Gemini answers a prompt that it blocks with a success that holds no candidate. */
export const blockedPrompt = (model: string) => ({
  promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
  usageMetadata: { promptTokenCount: 1, totalTokenCount: 1 },
  modelVersion: model,
});
