import { CapstanError } from '@capstan/protocol';
import { PROVIDER_TITLES } from '../provider-title.ts';
import type { ServedProvider } from './provider-account.ts';
import { presentable, ProviderRefusal, refusalOf } from './provider-refusal.ts';

export interface BoundedFetchOptions {
  provider: ServedProvider;
  /** Only addresses at or below one of these are called. */
  apis: readonly string[];
  /** What must not stand in a message. */
  secrets: readonly string[];
  /** Ends a request and the reading of its answer. */
  signal: AbortSignal;
}

/** Statuses by which a provider sends a browser to its page for signing in. */
const SIGN_IN = { azure_devops: [203, 302] } as const;

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * `fetch` for the API of one provider. The host may have been chosen by a user, so redirects are not followed and
 * nothing but the API is called: a host can not send this server elsewhere. The answer has been read when the promise
 * resolves. Rejects with `CapstanError` for everything but success.
 */
export function boundedFetch(options: BoundedFetchOptions): typeof fetch {
  const title = PROVIDER_TITLES[options.provider];
  const failed = (message: string): CapstanError =>
    new CapstanError('git_provider_failed', `${title}: ${presentable(message, options.secrets)}`);

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!options.apis.some((api) => isBelow(url, api))) throw failed('this address is not part of its API');
    const { status, headers, body } = await exchange(url, init, options, failed);
    if (isSignIn(options.provider, status)) {
      throw new ProviderRefusal('git_provider_authentication', `${title}: the token is not accepted`, status);
    }
    if (status >= 300 && status < 400) {
      throw failed(`it has moved (HTTP ${status}); name the repository and the host as they are called now`);
    }
    if (status >= 400) throw refusalOf(title, { status, headers, body }, options.secrets);
    return new Response(status === 204 || status === 205 ? null : body, { status, headers });
  };
}

interface Exchanged {
  status: number;
  headers: Headers;
  body: string;
}

async function exchange(
  url: URL,
  init: RequestInit | undefined,
  { signal }: BoundedFetchOptions,
  failed: (message: string) => CapstanError,
): Promise<Exchanged> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const body = await readText(response, failed);
    return { status: response.status, headers: response.headers, body };
  } catch (error) {
    if (CapstanError.is(error)) throw error;
    if (!signal.aborted) throw failed(`cannot reach ${url.host}: ${causeOf(error)}`);
    if (isTimeout(signal.reason)) throw failed(`${url.host} did not answer in time`);
    throw new CapstanError('cancelled', 'cancelled while a git provider answered', { cause: signal.reason });
  }
}

async function readText(response: Response, failed: (message: string) => CapstanError): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw failed(`an answer of more than ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function isBelow(url: URL, api: string): boolean {
  const address = url.origin + url.pathname;
  return address === api || address.startsWith(`${api}/`);
}

function isSignIn(provider: ServedProvider, status: number): boolean {
  return provider === 'azure_devops' && SIGN_IN.azure_devops.some((known) => known === status);
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

/** The code of the system where there is one: `fetch failed` tells nobody anything. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
