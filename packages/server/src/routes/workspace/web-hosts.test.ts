import type { ListeningPort } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { webHosts } from './web-hosts.ts';

const PORTS: ListeningPort[] = [
  { port: 5173, program: 'vite', boundTo: 'loopback', ipv6Only: true },
  { port: 5000, program: 'flask', boundTo: 'loopback', ipv6Only: false },
  { port: 8080, program: 'python3', boundTo: 'all', ipv6Only: false },
];
const HERE = { 'http://localhost:5173': 5173, 'http://localhost:5000': 5000, 'http://localhost:8080': 8080 };
/** The cookie of a page on `localhost` does not go to these. */
const FROM_LOCALHOST = {
  'http://[::1]:5173': 5173,
  'http://127.0.0.1:5000': 5000,
  'http://127.0.0.1:8080': 8080,
};

it.each([
  ['a server for this machine', '127.0.0.1', null, '127.0.0.1:3000', HERE],
  ['one that is asked as localhost', '127.0.0.1', null, 'localhost:3000', FROM_LOCALHOST],
  ['one that is asked by a name of its own', '127.0.0.1', null, 'capstan.test:3000', HERE],
  ['one in IPv6', '::1', null, '[::1]:3000', HERE],
  ['one for all, asked from this machine', '0.0.0.0', null, '127.0.0.1:3000', HERE],
  [
    'one for all, asked from another',
    '0.0.0.0',
    null,
    '192.168.1.5:3000',
    { 'http://192.168.1.5:8080': 8080 },
  ],
  ['one for all in IPv6', '::', null, '[fd00::5]:3000', { 'http://[fd00::5]:8080': 8080 }],
  [
    'one behind a proxy',
    '127.0.0.1',
    'https://agents.example.com',
    '127.0.0.1:3000',
    { 'http://agents.example.com:8080': 8080 },
  ],
  ['one whose public address is this machine', '0.0.0.0', 'http://localhost:3000', 'x', FROM_LOCALHOST],
])('%s gives the addresses that its client reaches', (_, host, publicUrl, requestHost, expected) => {
  expect(webHosts(PORTS, { host, publicUrl }, requestHost)).toEqual(expected);
});
