import { CapstanError } from '@capstan/protocol';
import { oneLine } from '../../error/one-line.ts';
import { readFailureBody, readFailureText, type ProviderFailure } from '../../error/provider-failure.ts';
import {
  badResponse,
  failureToError,
  httpFailureToError,
  type ErrorContext,
} from '../../error/to-model-error.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { fields, text, type Fields } from '../read-json.ts';

/** Errors by which the SDK says that it cannot put the request into the provider's form. */
const REQUEST_ERRORS = /Unsupported|InvalidPrompt|InvalidArgument|NoSuchModel|LoadSetting/;

const MAX_CAUSES = 8;

/**
 * The SDK's errors are recognised by their fields, not by class: the classes exist once per copy of
 * the package. Errors of the connection lie somewhere among the causes.
 */
export function sdkErrorToError(error: unknown, context: ErrorContext): CapstanError {
  for (
    let cause = error, depth = 0;
    cause instanceof Error && depth < MAX_CAUSES;
    cause = cause.cause, depth++
  ) {
    if (CapstanError.is(cause)) return cause;
    if (cause instanceof HttpFailure) return httpFailureToError(cause, context);
  }
  const read = readable(error);
  const status = typeof read['statusCode'] === 'number' ? read['statusCode'] : undefined;
  if (status !== undefined && (status < 200 || status >= 300))
    return failureToError(failureOf(read, status), context, error);
  const name = error instanceof Error ? error.name : '';
  if (REQUEST_ERRORS.test(name)) {
    return new CapstanError(
      'model_bad_request',
      oneLine(`${context.model}: ${String(read['message'])}`, context.secrets),
      { cause: error },
    );
  }
  if (error instanceof Error || status !== undefined)
    return badResponse(String(read['message'] ?? error), context, error);
  return failureToError(readFailureBody(error), context, error);
}

function readable(error: unknown): Fields {
  if (!(error instanceof Error)) return fields(error) ?? {};
  return { ...fields(Object.fromEntries(Object.entries(error))), message: error.message };
}

function failureOf(read: Fields, status: number): ProviderFailure {
  const body = text(read['responseBody']);
  const said = body === undefined ? readFailureBody(read['data'] ?? read) : readFailureText(body);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields(read['responseHeaders']) ?? {})) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value;
  }
  const message = said.message === '' ? (text(read['message']) ?? '') : said.message;
  return {
    ...said,
    message,
    code: said.code ?? text(read['code']),
    type: said.type ?? text(read['type']) ?? headers['x-amzn-errortype'],
    status,
    headers,
  };
}
