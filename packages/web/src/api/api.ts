import { createApiClient, type ApiClient } from '@capstan/client';
import { ApiFailure, failureOf } from './api-failure.ts';

/** Longest wait for an answer: more than the server gives any of its own work, uploads of slow lines aside. */
const LONGEST_MS = 5 * 60_000;

/** The routes of the server that this page is from. The cookie of the login goes along by itself. */
export const api: ApiClient = createApiClient({
  baseUrl: location.origin,
  fetch: (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_MS)]) }),
});

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What a route answers: `await answerOf(api.GET('/api/settings', { signal }))`. Rejects with an `ApiFailure`. */
export async function answerOf<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiFailure('The server cannot be reached', {
      status: 0,
      code: 'server_unreachable',
      remedy: 'Check that it runs; nothing that was acknowledged is lost.',
      cause,
    });
  });
  if (response.ok && data !== undefined) return data;
  throw failureOf(response.status, error);
}
