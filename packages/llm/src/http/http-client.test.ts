import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { recordingServer } from '../../test/support/recording-server.ts';
import { HttpClient, type HttpRequest } from './http-client.ts';
import { readText } from './read-text.ts';

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: new URL(url),
  headers: {},
  body: 'hello',
  ...more,
});

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

it('uses one connection for requests that follow each other', async () => {
  await using server = await recordingServer([{ body: 'ok' }]);
  const client = new HttpClient();
  for (let count = 0; count < 5; count++) {
    const response = await client.request(post(server.url));
    expect(await readText(response.body)).toBe('ok');
  }
  expect(server.connections()).toBe(1);
  expect(server.requests[4]).toMatchObject({ body: 'hello', headers: { 'content-length': '5' } });
  client.close();
});

it('sends chunks one after the other, with their length', async () => {
  await using server = await recordingServer([{ body: 'ok' }]);
  const client = new HttpClient();
  const body = ['ha', 'll', '', 'ö'].map((text) => Buffer.from(text));
  for (let count = 0; count < 2; count++) {
    await readText((await client.request(post(server.url, { body }))).body);
    expect(server.requests[count]).toMatchObject({ body: 'hallö', headers: { 'content-length': '6' } });
  }
  client.close();
});

it('opens a new connection when the kept one was closed meanwhile', async () => {
  let last: Socket | undefined;
  let answered = 0;
  // Sockets are destroyed as soon as the second request on them begins, as a server does that has just timed out.
  const server = createServer((request, response) => {
    if (last === request.socket) {
      request.socket.destroy();
      return;
    }
    last = request.socket;
    answered++;
    response.end('ok');
  });
  const url = await listening(server);
  const client = new HttpClient();
  await readText((await client.request(post(url))).body);
  const second = await client.request(post(url));
  expect(await readText(second.body)).toBe('ok');
  expect(answered).toBe(2);
  client.close();
  server.closeAllConnections();
  server.close();
});

it('closes the connection when the reader stops early', async () => {
  const server = createServer((_, response) => {
    response.write('first');
  });
  const url = await listening(server);
  const client = new HttpClient();
  const gone = once(server, 'connection').then(([socket]) => once(socket as Socket, 'close'));
  const response = await client.request(post(url));
  for await (const chunk of response.body) {
    expect(Buffer.from(chunk).toString()).toBe('first');
    break;
  }
  await gone;
  server.close();
});

it('goes through the proxy of the environment, but not to addresses that are excepted', async () => {
  await using proxy = await recordingServer([{ body: 'by proxy' }]);
  await using direct = await recordingServer([{ body: 'direct' }]);
  const client = new HttpClient({ env: { http_proxy: proxy.url, NO_PROXY: '127.0.0.1' } });
  const far = await client.request(post('http://model.invalid/v1'));
  expect(await readText(far.body)).toBe('by proxy');
  expect(proxy.requests[0]?.path).toBe('http://model.invalid/v1');
  const near = await client.request(post(direct.url));
  expect(await readText(near.body)).toBe('direct');
  client.close();
});

it('asks the proxy for a tunnel to an https address', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const client = new HttpClient({ env: { HTTPS_PROXY: await listening(proxy) } });
  await expect(client.request(post('https://model.invalid/v1'))).rejects.toMatchObject({
    kind: 'unreachable',
  });
  expect(asked).toEqual(['model.invalid:443']);
  client.close();
  proxy.close();
});

it('does not show the query of an address, where keys may stand', async () => {
  const server = createServer();
  const url = await listening(server);
  server.close();
  await once(server, 'close');
  const failed = new HttpClient().request(post(`${url}/v1?key=secret`));
  await expect(failed).rejects.toMatchObject({
    kind: 'unreachable',
    message: `cannot reach ${url}/v1 (ECONNREFUSED)`,
  });
});
