import { expect, it } from 'vitest';
import type { ServedProvider } from './provider-account.ts';
import { webAddress } from './web-address.ts';

it.each<[ServedProvider, string | null, string]>([
  ['github', null, 'https://github.com'],
  ['github', '', 'https://github.com'],
  ['github', ' git.example.com ', 'https://git.example.com'],
  ['gitlab', 'https://example.com/gitlab/', 'https://example.com/gitlab'],
  ['forgejo', null, 'https://codeberg.org'],
  ['forgejo', 'git.example.com:8443', 'https://git.example.com:8443'],
  ['forgejo', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['forgejo', 'http://[::1]:3000', 'http://[::1]:3000'],
  ['azure_devops', 'engines', 'https://dev.azure.com/engines'],
  ['azure_devops', 'dev.azure.com/engines', 'https://dev.azure.com/engines'],
  ['azure_devops', 'https://engines.visualstudio.com/', 'https://dev.azure.com/engines'],
  ['azure_devops', 'https://tfs.example.com/tfs/engines', 'https://tfs.example.com/tfs/engines'],
])('%s at %j is %s', (name, host, address) => {
  expect(webAddress(name, host)).toBe(address);
});

it.each([
  'http://git.example.com',
  'http://127.0.0.1.example.com',
  'ftp://git.example.com',
  'https://user:password@git.example.com',
  'https://git.example.com/?x=1',
  'file:///etc/passwd',
  'two words',
  '://',
])('%j is not taken: a token would go astray', (host) => {
  expect(() => webAddress('gitlab', host)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
});

it('another host stands in for the public service, and only for that', () => {
  expect(webAddress('gitlab', null, 'http://127.0.0.1:8000')).toBe('http://127.0.0.1:8000');
  expect(webAddress('gitlab', 'gitlab.com', 'http://127.0.0.1:8000')).toBe('http://127.0.0.1:8000');
  expect(webAddress('gitlab', 'git.example.com', 'http://127.0.0.1:8000')).toBe('https://git.example.com');
});

it('users of a server do not reach what else listens on its machine', () => {
  const among = (host: string) => () => webAddress('forgejo', host, undefined, { httpsOnly: true });
  expect(among('http://127.0.0.1:3000')).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  expect(among('git.example.com')()).toBe('https://git.example.com');
  const trusted = { httpsOnly: true, plainHttpHosts: ['127.0.0.1:3000'] };
  expect(webAddress('forgejo', 'http://127.0.0.1:3000', undefined, trusted)).toBe('http://127.0.0.1:3000');
});
