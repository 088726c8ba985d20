import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { HttpClient } from './http-client.ts';
import { readText } from './read-text.ts';

async function asked(host: string, allowsAddress: (address: string) => boolean): Promise<string> {
  const server = createServer((_request, response) => void response.end('reached'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const client = new HttpClient({ allowsAddress });
  try {
    const url = new URL(`http://${host}:${port}/?secret=1`);
    return await readText((await client.request({ method: 'GET', url, headers: {} })).body);
  } finally {
    client.close();
    server.close();
  }
}

it.each(['127.0.0.1', 'localhost'])('connects to %s only where its address is allowed', async (host) => {
  expect(await asked(host, () => true)).toBe('reached');
  const refused = asked(host, (address) => !address.startsWith('127.') && address !== '::1');
  await expect(refused).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/^http:[/][/][a-z0-9.:]+[/] is at an address that is not allowed$/),
  });
});

it('takes of several addresses those that are allowed', async () => {
  expect(await asked('localhost', (address) => address.startsWith('127.'))).toBe('reached');
});
