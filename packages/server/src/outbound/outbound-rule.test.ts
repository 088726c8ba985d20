import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { OutboundRule } from './outbound-rule.ts';

/** What a client for this URL gets from servers on this machine: each answers with its name, or nothing does. */
async function answer(scheme: string, env: (proxy: string) => NodeJS.ProcessEnv): Promise<string> {
  await using direct = await server('direct');
  await using proxy = await server('by proxy');
  const url = `${scheme}://localhost:${direct.port}/`;
  const client = new OutboundRule([], env(`http://127.0.0.1:${proxy.port}`)).client(url);
  try {
    const { body } = await client.request({ method: 'GET', url: new URL(url), headers: {} });
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  } finally {
    client.close();
  }
}

async function server(name: string): Promise<AsyncDisposable & { port: number }> {
  const made = createServer((_request, response) => void response.end(name));
  made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  const address = made.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      made.close();
      made.closeAllConnections();
      await once(made, 'close');
    },
  };
}

// A name may lead elsewhere when it is looked up again, so what is connected to counts.
it.each([
  ['no proxy', 'http', () => ({})],
  ['exceptions from a proxy alone', 'http', () => ({ NO_PROXY: 'localhost' })],
  ['a proxy for the other protocol', 'http', (proxy: string) => ({ https_proxy: proxy })],
  ['a proxy for the other protocol', 'https', (proxy: string) => ({ HTTP_PROXY: proxy })],
])('with %s in the environment, %s leads nowhere in the own network', async (_what, scheme, env) => {
  await expect(answer(scheme, env)).rejects.toMatchObject({
    message: expect.stringMatching(/is at an address that is not allowed$/),
  });
});

it('no exception from a proxy leads a user past it', async () => {
  const env = (proxy: string) => ({ http_proxy: proxy, no_proxy: 'localhost,127.0.0.1' });
  expect(await answer('http', env)).toBe('by proxy');
});
