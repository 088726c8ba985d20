import type { ProviderAccount } from '../connection/provider-account.ts';
import { ProviderApi } from '../connection/provider-api.ts';

/** Bitbucket Cloud, version 2.0 of its API. The token is `user:app_password`, `e-mail:api_token`, or one for itself. */
export function openBitbucketApi({ web, token }: ProviderAccount, signal: AbortSignal): ProviderApi {
  const basic = Buffer.from(token).toString('base64');
  const paired = token.includes(':');
  return new ProviderApi({
    provider: 'bitbucket',
    base: apiBase(web),
    authorization: paired ? `Basic ${basic}` : `Bearer ${token}`,
    secrets: [token, basic, ...(paired ? [token.slice(token.indexOf(':') + 1)] : [])],
    signal,
  });
}

function apiBase(web: string): string {
  const url = new URL(web);
  return url.protocol === 'https:' ? `https://api.${url.host}/2.0` : `${web}/2.0`;
}
