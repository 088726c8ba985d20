/** What a provider answered when it did not answer the question. */
export interface ProviderFailure {
  /** HTTP status; for an error inside a stream the status its code stands for, else undefined. */
  status?: number | undefined;
  /** The provider's own words, one or more lines. */
  message: string;
  /** `insufficient_quota`, `overloaded_error`, `RESOURCE_EXHAUSTED`, … */
  code?: string | undefined;
  type?: string | undefined;
  /** How long to wait, where the body says it (Gemini): `31s`. */
  retryDelay?: string | undefined;
  /** Lower-case names. */
  headers?: Readonly<Record<string, string>> | undefined;
}

type ReadFailure = Pick<ProviderFailure, 'message' | 'code' | 'type' | 'retryDelay'>;

type Fields = { [key: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

/**
 * Reads the error bodies in use: `{error: {message, code, type}}`, `{error: "…"}`, `{message}`,
 * `{detail}`, a list that holds one of these (Gemini), and plain text.
 */
export function readFailureBody(body: unknown): ReadFailure {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isFields(first)) return { message: text(first) ?? '' };
  const inner = isFields(first['error']) ? first['error'] : first;
  const metadata = isFields(inner['metadata']) ? text(inner['metadata']['raw']) : undefined;
  const message =
    text(inner['message']) ?? text(first['error']) ?? text(first['detail']) ?? JSON.stringify(first);
  return {
    message: metadata === undefined ? message : `${message}: ${metadata}`,
    code: text(inner['code']) ?? text(inner['status']) ?? text(first['code']),
    type: text(inner['type']) ?? text(first['__type']) ?? text(inner['status']),
    retryDelay: retryDelayIn(inner['details']),
  };
}

/** The same for a body that may or may not be JSON. */
export function readFailureText(body: string): ReadFailure {
  try {
    return readFailureBody(JSON.parse(body));
  } catch {
    return { message: body.replaceAll(/<[^>]*>/g, ' ') };
  }
}

function retryDelayIn(details: unknown): string | undefined {
  if (!Array.isArray(details)) return undefined;
  const info: unknown = details.find((each: unknown) => isFields(each) && each['retryDelay'] !== undefined);
  return isFields(info) ? text(info['retryDelay']) : undefined;
}
