/** What failed below the protocol: `code` is a system error code such as `ECONNREFUSED`, or one of ours. */
export type HttpFailureKind = 'unreachable' | 'timeout' | 'reset' | 'cancelled';

/** The connection failed. `url` is without query and credentials. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly kind: HttpFailureKind;
  readonly url: string;

  constructor(kind: HttpFailureKind, url: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.url = url;
  }
}

const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/** The address as it may be shown: no user, no password, no query. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Names what went wrong with a socket. */
export function toHttpFailure(error: unknown, url: URL): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const shown = shownUrl(url);
  const code = codeOf(error);
  const text = error instanceof Error ? error.message || error.name : String(error);
  if (code !== undefined && TIMEOUT_CODES.has(code)) {
    return new HttpFailure('timeout', shown, `no connection to ${shown} (${code})`, { cause: error });
  }
  if (code !== undefined && RESET_CODES.has(code)) {
    return new HttpFailure('reset', shown, `${shown} closed the connection (${code})`, { cause: error });
  }
  const why = code ?? text.split('\n', 1)[0] ?? 'unknown';
  return new HttpFailure('unreachable', shown, `cannot reach ${shown} (${why})`, { cause: error });
}
