import type { FailureKind } from '../script/fault.ts';
import type { Failure, FailureBody } from './wire-protocol.ts';

interface Wording {
  status: number;
  type: string;
  code: string | null;
  param?: string;
  message: (model: string) => string;
}

const server = (status: number, message: string): Wording => ({
  status,
  type: 'server_error',
  code: null,
  message: () => message,
});

/** The wordings of api.openai.com. Context overflow differs between its two protocols. */
const WORDINGS: Record<FailureKind, Wording> = {
  'rate-limit': {
    status: 429,
    type: 'tokens',
    code: 'rate_limit_exceeded',
    message: (model) =>
      `Rate limit reached for ${model} in organization org-scripted on tokens per min (TPM): ` +
      'Limit 30000, Used 29000, Requested 2000. Please try again in 2s. ' +
      'Visit https://platform.openai.com/account/rate-limits to learn more.',
  },
  overloaded: server(503, 'The engine is currently overloaded, please try again later'),
  'server-error': server(500, 'The server had an error while processing your request. Sorry about that!'),
  unauthorized: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: () =>
      'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
  },
  forbidden: {
    status: 403,
    type: 'invalid_request_error',
    code: null,
    message: () =>
      'You have insufficient permissions for this operation. Missing scopes: model.request. ' +
      'Check that you have the correct role in your organization and project.',
  },
  'model-not-found': {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: (model) => `The model \`${model}\` does not exist or you do not have access to it.`,
  },
  'out-of-credits': {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: () =>
      'You exceeded your current quota, please check your plan and billing details. For more information ' +
      'on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
  },
  'context-overflow': {
    status: 400,
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
    param: 'messages',
    message: () =>
      "This model's maximum context length is 128000 tokens. However, your messages resulted in " +
      '130025 tokens. Please reduce the length of the messages.',
  },
  'content-filter': {
    status: 400,
    type: 'invalid_request_error',
    code: 'invalid_prompt',
    message: () =>
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy. ' +
      'Please try again with a different prompt: https://platform.openai.com/docs/guides/reasoning#advice-on-prompting',
  },
  'bad-request': {
    status: 400,
    type: 'invalid_request_error',
    code: null,
    message: () => 'We could not parse the JSON body of your request.',
  },
};

export function openaiError(failure: Failure) {
  const wording = WORDINGS[failure.kind];
  return {
    message: failure.message ?? wording.message(failure.model),
    type: wording.type,
    param: failure.param ?? wording.param ?? null,
    code: failure.code ?? wording.code,
  };
}

export const openaiFailure = (failure: Failure): FailureBody => ({
  status: failure.status ?? WORDINGS[failure.kind].status,
  body: JSON.stringify({ error: openaiError(failure) }),
});
