import { apiPath } from './connection/api-path.ts';
import type { ProviderAccount } from './connection/provider-account.ts';

/**
 * Address to clone from, with the credentials inside, in the form that each provider takes them. Without a token it is
 * the one of a public repository.
 */
export function cloneUrl({ name, token, web }: ProviderAccount, fullName: string): string {
  const steps = fullName.split('/');
  switch (name) {
    case 'github':
      return withCredentials(web, 'x-access-token', token) + apiPath`/${steps}.git`;
    case 'gitlab':
    case 'forgejo':
      return withCredentials(web, 'oauth2', token) + apiPath`/${steps}.git`;
    case 'bitbucket':
      return withCredentials(web, ...bitbucketCredentials(token)) + apiPath`/${steps}.git`;
    case 'azure_devops': {
      const [project = '', repository = ''] = steps.slice(-2);
      return withCredentials(web, 'token', token) + apiPath`/${project}/_git/${repository}`;
    }
  }
}

/** `user:app_password`, `e-mail:api_token`, or a token by itself; git wants another name with each of them. */
function bitbucketCredentials(token: string): [user: string, password: string] {
  const colon = token.indexOf(':');
  if (colon === -1) return ['x-token-auth', token];
  const user = token.slice(0, colon);
  return [user.includes('@') ? 'x-bitbucket-api-token-auth' : user, token.slice(colon + 1)];
}

function withCredentials(web: string, user: string, password: string): string {
  if (password === '') return web;
  return web.replace('://', `://${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
}
