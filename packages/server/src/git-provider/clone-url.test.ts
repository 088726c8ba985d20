import { expect, it } from 'vitest';
import { cloneUrl } from './clone-url.ts';
import type { ServedProvider } from './connection/provider-account.ts';

it.each<[ServedProvider, string, string, string, string]>([
  ['github', 'https://github.com', 't', 'a/b', 'https://x-access-token:t@github.com/a/b.git'],
  ['gitlab', 'https://gitlab.com', 't', 'a/b/c', 'https://oauth2:t@gitlab.com/a/b/c.git'],
  ['forgejo', 'https://codeberg.org', 't/+', 'a/b', 'https://oauth2:t%2F%2B@codeberg.org/a/b.git'],
  ['bitbucket', 'https://bitbucket.org', 't', 'a/b', 'https://x-token-auth:t@bitbucket.org/a/b.git'],
  ['bitbucket', 'https://bitbucket.org', 'ada:p:w', 'a/b', 'https://ada:p%3Aw@bitbucket.org/a/b.git'],
  [
    'bitbucket',
    'https://bitbucket.org',
    'ada@example.org:t',
    'a/b',
    'https://x-bitbucket-api-token-auth:t@bitbucket.org/a/b.git',
  ],
  [
    'azure_devops',
    'https://dev.azure.com/engines',
    't',
    'engines/the mill/cards',
    'https://token:t@dev.azure.com/engines/the%20mill/_git/cards',
  ],
  ['github', 'https://github.com', '', 'a/b', 'https://github.com/a/b.git'],
])('%s at %s', (name, web, token, fullName, url) => {
  expect(cloneUrl({ name, web, token }, fullName)).toBe(url);
});

it('no name leads to another host or another path', () => {
  const account = { name: 'github', web: 'https://github.com', token: 't' } as const;
  for (const name of ['../b', 'a/..', '/b', 'a//b', 'a/b\n']) {
    expect(() => cloneUrl(account, name)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  }
  expect(new URL(cloneUrl(account, '@evil.example/b')).host).toBe('github.com');
});
