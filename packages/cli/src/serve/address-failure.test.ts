import { once } from 'node:events';
import { createServer } from 'node:net';
import { CapstanError } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { addressFailure } from './address-failure.ts';

it('a port that is in use is named, with what to do', async () => {
  const [first, second] = [createServer(), createServer()];
  first.listen(0, '127.0.0.1');
  await once(first, 'listening');
  const address = first.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  second.listen(port, '127.0.0.1');
  const [error] = await once(second, 'error');
  first.close();
  expect(addressFailure(error, { host: '127.0.0.1', port })).toMatchObject({
    code: 'address_unavailable',
    message: `Port ${port} of 127.0.0.1 cannot be used: another program listens there`,
    remedy: expect.stringContaining('--port'),
  });
});

it('any other failure stays what it is', () => {
  for (const error of [new Error('x'), new CapstanError('storage_full', 'x'), 'x'])
    expect(addressFailure(error, { host: 'h', port: 1 })).toBe(error);
});
