import { expect, it } from 'vitest';
import { clientAddress, isNetwork } from './client-address.ts';

it.each([
  [undefined, undefined, 'unknown'],
  ['203.0.113.5', undefined, '203.0.113.5'],
  ['::ffff:203.0.113.5', undefined, '203.0.113.5'],
  ['127.0.0.1', undefined, '127.0.0.1'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::1', '2001:db8::1', '2001:db8::1'],
  ['127.0.0.1', 'nonsense', '127.0.0.1'],
  // Only a proxy on this machine is believed.
  ['203.0.113.5', '198.51.100.1', '203.0.113.5'],
])('from %s with %s is %s', (peer, forwarded, expected) => {
  expect(clientAddress({ trustedProxies: [] })(peer, forwarded)).toBe(expected);
});

it.each([
  ['::ffff:172.18.0.7', '198.51.100.1', '198.51.100.1'],
  ['172.18.0.7', '192.0.2.1, 198.51.100.1, 10.1.2.3', '198.51.100.1'],
  ['10.1.2.3', 'nonsense, 172.18.0.9', '172.18.0.9'],
  ['172.19.0.7', '198.51.100.1', '172.19.0.7'],
  ['2001:db8::9', '198.51.100.1', '198.51.100.1'],
  ['fe80::1%eth0', '198.51.100.1', 'fe80::1%eth0'],
])(
  'people behind a proxy elsewhere are not counted as one: from %s with %s is %s',
  (peer, forwarded, expected) => {
    const trustedProxies = ['172.18.0.0/16', '10.1.2.3', '2001:db8::/32'];
    expect(clientAddress({ trustedProxies })(peer, forwarded)).toBe(expected);
  },
);

it.each([
  ['10.0.0.0/8', true],
  ['10.0.0.1', true],
  ['::1/128', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/8/8', false],
  ['proxy', false],
  ['', false],
])('%s is a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});
