import { expect, it } from 'vitest';
import { classify } from './classify.ts';
import { readFailureText } from './provider-failure.ts';

it.each([
  [429, '{"error":{"message":"slow down","code":"rate_limit_exceeded"}}', 'model_rate_limited'],
  [
    429,
    '{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}',
    'model_out_of_credits',
  ],
  [402, '{"error":{"message":"Insufficient Balance"}}', 'model_out_of_credits'],
  [400, '{"error":{"message":"ExceededBudget: Current spend 10, max budget 5"}}', 'model_out_of_credits'],
  [400, '{"error":"prompt is too long: 208310 tokens"}', 'model_context_overflow'],
  [400, '{"message":"Input is too long for requested model."}', 'model_context_overflow'],
  [400, '{"error":{"message":"the request exceeds the available context size"}}', 'model_context_overflow'],
  [413, 'Payload too large', 'model_context_overflow'],
  [
    429,
    '{"error":{"message":"Request too large. Please reduce the length of the messages"}}',
    'model_rate_limited',
  ],
  [
    400,
    '{"error":{"code":"content_filter","message":"triggered the content management policy"}}',
    'model_content_policy',
  ],
  [400, '{"error":{"message":"API key not valid. Please pass a valid API key."}}', 'model_authentication'],
  [403, '{"__type":"AccessDeniedException","message":"no"}', 'model_authentication'],
  [404, 'Not Found', 'model_not_found'],
  [400, '{"error":{"message":"The model `gpt-9` does not exist"}}', 'model_not_found'],
  [529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'model_overloaded'],
  [503, '<html><h1>503</h1></html>', 'model_overloaded'],
  [500, '{"error":{"message":"boom"}}', 'model_server_error'],
  [500, '{"error":{"message":"context_length_exceeded somewhere inside"}}', 'model_server_error'],
  [504, '', 'model_timeout'],
  [408, '', 'model_timeout'],
  [400, '{"error":{"message":"max_tokens must be positive"}}', 'model_bad_request'],
  [422, '{"detail":[{"msg":"Extra inputs are not permitted"}]}', 'model_bad_request'],
  [undefined, '{"error":{"message":"boom","code":502}}', 'model_server_error'],
  [undefined, '{"error":{"message":"busy","type":"overloaded_error"}}', 'model_overloaded'],
  [undefined, '{"error":{"message":"no","code":"rate_limit_exceeded"}}', 'model_rate_limited'],
  [
    400,
    '[{"error":{"code":400,"message":"The input token count exceeds the maximum","status":"INVALID_ARGUMENT"}}]',
    'model_context_overflow',
  ],
] as const)('HTTP %s with %s is %s', (status, body, code) => {
  expect(classify({ ...readFailureText(body), status })).toBe(code);
});
