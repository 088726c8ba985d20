import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.ts';

export interface ApiClientOptions {
  /** Where the server is, such as `http://127.0.0.1:3000`; in a page of its own `location.origin`. */
  baseUrl: string;
  /** Left out where a cookie says who asks. */
  apiKey?: string;
  /** Default the global one. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Every route of a server with its types: `await client.GET('/api/conversations')` gives `data` or `error`. */
export type ApiClient = Client<paths>;

export function createApiClient({ baseUrl, apiKey, fetch }: ApiClientOptions): ApiClient {
  return createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...(apiKey === undefined ? {} : { headers: { 'x-session-api-key': apiKey } }),
    ...(fetch === undefined ? {} : { fetch }),
  });
}
