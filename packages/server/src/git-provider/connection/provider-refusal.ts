import { CapstanError, type CapstanErrorOptions, type ErrorCode } from '@capstan/protocol';
import * as z from 'zod';

/** The provider answered, and said no. */
export class ProviderRefusal extends CapstanError {
  readonly httpStatus: number;

  constructor(code: ErrorCode, message: string, httpStatus: number, options?: CapstanErrorOptions) {
    super(code, message, options);
    this.httpStatus = httpStatus;
  }
}

/** Undefined when the provider says that there is no such thing. */
export async function unlessAbsent<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  return await unlessRefused(asked, [404]);
}

export async function unlessRefused<Value>(
  asked: Promise<Value>,
  statuses: readonly number[],
): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProviderRefusal && statuses.includes(error.httpStatus)) return undefined;
    throw error;
  }
}

const MAX_CHARACTERS = 300;

/** Text of another party made fit for a message: one line, short, and without secrets. */
export function presentable(text: string, secrets: readonly string[]): string {
  let line = text.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  for (const secret of secrets) if (secret !== '') line = line.replaceAll(secret, '***');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS - 1)}…` : line;
}

const refusalBodySchema = z.object({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  error_description: z.unknown().optional(),
  errors: z.unknown().optional(),
});

/** What a body says went wrong, in any of the shapes that providers use; empty if it says nothing. */
export function spokenMessage(body: string): string {
  const parsed = refusalBodySchema.safeParse(parseJson(body));
  if (!parsed.success) return '';
  const { message, error, error_description, errors } = parsed.data;
  const said = [message, error_description, error].map(worded).find((text) => text !== '') ?? '';
  return [said, worded(errors)].filter((text) => text !== '').join(': ');
}

function worded(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(worded).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  if ('message' in value) return worded(value.message);
  return Object.entries(value)
    .map(([key, entry]) => `${key} ${worded(entry)}`.trim())
    .join(', ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error for a status that is none of success. */
export function refusalOf(
  title: string,
  response: { status: number; headers: Headers; body: string },
  secrets: readonly string[],
): ProviderRefusal {
  const { status, headers, body } = response;
  const said = presentable(spokenMessage(body), secrets) || 'the request was refused';
  const message = `${title}: ${said} (HTTP ${status})`;
  const retryAfterSeconds = waitSeconds(headers);
  if ((status === 403 || status === 429) && retryAfterSeconds !== undefined) {
    return new ProviderRefusal('git_provider_failed', message, status, { retryAfterSeconds });
  }
  const unauthorized = status === 401 || status === 403;
  return new ProviderRefusal(
    unauthorized ? 'git_provider_authentication' : 'git_provider_failed',
    message,
    status,
  );
}

/** How long a limit of requests holds; undefined if the answer speaks of none. */
function waitSeconds(headers: Headers): number | undefined {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after);
  if (headers.get('x-ratelimit-remaining') !== '0' && headers.get('ratelimit-remaining') !== '0')
    return undefined;
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - Date.now() / 1000)) : 60;
}
