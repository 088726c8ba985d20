import { CapstanError, ERRORS, type ErrorCode } from '@capstan/protocol';

/** A connection that broke, or could not be had. Another attempt may help. */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
  /** Seconds after which another attempt is welcome, when the server said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Said by a server that goes away, not by a conversation that has ended. */
const PASSING: ReadonlySet<string> = new Set(['stream_closed', 'too_many_requests', 'not_ready']);

/**
 * What the server said, as an error: a `CapstanError` where another attempt would get the same answer, such as
 * `unauthorized`, `forbidden` or `conversation_not_found`; else a `ConnectionFailure`.
 */
export function refusal(said: {
  code: string;
  message: string;
  /** Of the answer over HTTP. */
  status?: number;
  retryAfterSeconds?: number;
}): CapstanError | ConnectionFailure {
  const code = isErrorCode(said.code) ? said.code : codeOfStatus(said.status);
  const status = said.status ?? ERRORS[code].http;
  const { message, retryAfterSeconds } = said;
  if (PASSING.has(code) || status >= 500) {
    return new ConnectionFailure(message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
  }
  return new CapstanError(code, message);
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

/** For an answer that is none of a Capstan server: a proxy may have given it. */
function codeOfStatus(status: number | undefined): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'conversation_not_found';
    case 408:
    case 425:
    case 429:
      return 'too_many_requests';
    default:
      return status !== undefined && status >= 400 && status < 500 ? 'request_invalid' : 'internal';
  }
}
