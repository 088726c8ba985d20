import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

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
  expect(clientAddress(peer, forwarded)).toBe(expected);
});
