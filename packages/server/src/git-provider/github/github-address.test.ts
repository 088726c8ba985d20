import { expect, it } from 'vitest';
import { apiAddress, graphqlAddress } from './github-address.ts';

it.each([
  ['https://github.com', 'https://api.github.com', 'https://api.github.com/graphql'],
  ['https://engines.ghe.com', 'https://api.engines.ghe.com', 'https://api.engines.ghe.com/graphql'],
  ['https://git.example.com', 'https://git.example.com/api/v3', 'https://git.example.com/api/graphql'],
  ['https://notgithub.com', 'https://notgithub.com/api/v3', 'https://notgithub.com/api/graphql'],
])('%s is asked at %s', (web, api, graphql) => {
  expect(apiAddress(web)).toBe(api);
  expect(graphqlAddress(api)).toBe(graphql);
});
