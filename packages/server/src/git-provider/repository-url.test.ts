import { expect, it } from 'vitest';
import type { ServedProvider } from './connection/provider-account.ts';
import { repositoryOfUrl } from './repository-url.ts';

it.each<[ServedProvider, string, string, string | undefined]>([
  ['github', 'https://github.com', 'engines', undefined],
  ['github', 'https://github.com', 'engines/loom', undefined],
  ['github', 'https://github.com', 'https://github.com/engines/loom.git', 'engines/loom'],
  ['github', 'https://github.com', 'https://github.com/engines/loom/tree/main/src?x=1', 'engines/loom'],
  ['github', 'https://github.com', 'https://github.com/engines', ''],
  ['github', 'https://github.com', 'https://gitlab.com/engines/loom', ''],
  ['github', 'https://github.com', 'https://', ''],
  ['gitlab', 'https://gitlab.com', 'https://gitlab.com/a/b/c/-/merge_requests/1', 'a/b/c'],
  ['gitlab', 'https://example.com/gitlab', 'https://example.com/gitlab/a/b', 'a/b'],
  ['gitlab', 'https://example.com/gitlab', 'https://example.com/wiki/a/b', ''],
  [
    'azure_devops',
    'https://dev.azure.com/org',
    'https://dev.azure.com/org/the%20mill/_git/cards?path=/x',
    'org/the mill/cards',
  ],
  ['azure_devops', 'https://dev.azure.com/org', 'https://dev.azure.com/org/_git/cards', 'org/cards/cards'],
  ['azure_devops', 'https://dev.azure.com/org', 'https://dev.azure.com/org/mill/_boards', ''],
  ['forgejo', 'https://codeberg.org', 'https://codeberg.org/%E0%A4%A/b', '%E0%A4%A/b'],
])('%s at %s: %s is of %j', (name, web, text, repository) => {
  expect(repositoryOfUrl(text, { name, web, token: '' })).toBe(repository);
});
