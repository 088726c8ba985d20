import { CapstanError, type JsonObject } from '@capstan/protocol';
import type { ErrorBody } from '@capstan/protocol/api';
import { HTTPException } from 'hono/http-exception';
import { ApiFailure } from './api-failure.ts';
import { InvalidRequest } from './invalid-request.ts';

/** How an error is answered. */
export interface Failure {
  status: number;
  body: ErrorBody;
  /** Seconds after which another attempt is welcome. */
  retryAfterSeconds: number | undefined;
  /** Whether nobody expected it, so that the log should have all of it. */
  unexpected: boolean;
}

/** The one place that says what clients are told of an error. What nobody expected is not told. */
export function failureOf(error: unknown): Failure {
  if (CapstanError.is(error)) return expected(error);
  const failure = error instanceof HTTPException ? ofFramework(error) : undefined;
  if (failure !== undefined) return expected(failure);
  return { ...expected(new CapstanError('internal', 'Internal server error')), unexpected: true };
}

function expected(error: CapstanError): Failure {
  const { status, fields } =
    error instanceof ApiFailure ? error : { status: error.entry.http, fields: {} satisfies JsonObject };
  return {
    status,
    body: {
      error: error.message,
      message: error.message,
      detail: error instanceof InvalidRequest ? [...error.issues] : error.message,
      code: error.code,
      remedy: error.remedy,
      ...fields,
    },
    retryAfterSeconds: error.retryAfterSeconds ?? (error.code === 'too_many_requests' ? 1 : undefined),
    unexpected: error.code === 'internal',
  };
}

/** What the framework throws by itself: bodies that it cannot read. */
function ofFramework({ status, message }: HTTPException): CapstanError | undefined {
  if (status === 400) {
    return new InvalidRequest([{ type: 'body_invalid', loc: ['body'], msg: message }]);
  }
  if (status === 415) {
    return new CapstanError('media_type_unsupported', 'This content type is not understood here');
  }
  if (status === 413) return new CapstanError('request_too_large', 'The request is too large');
  return undefined;
}
