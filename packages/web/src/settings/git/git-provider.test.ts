import { expect, it } from 'vitest';
import { GIT_PROVIDER_ENTRIES, readHost } from './git-provider.ts';

it('takes hosts as people copy them', () => {
  expect(readHost(' https://git.example/ ')).toBe('https://git.example');
  expect(readHost('')).toBe('');
  expect(readHost('dev.azure.com/acme')).toBe('dev.azure.com/acme');
  expect(readHost('git example')).toBeUndefined();
});

it('tokens are made where they are sent', () => {
  for (const { host, tokens } of GIT_PROVIDER_ENTRIES) expect(new URL(tokens).host).toBe(host);
});
