import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { KEY, shellContext } from '../../test/shell-context.ts';
import type { Api, ApiContext } from './api.ts';
import { createApi } from './create-api.ts';
import { requestListener } from './request-listener.ts';
import { streamed } from './streamed.ts';

const encoder = new TextEncoder();
let released: PromiseWithResolvers<string>;
let entered: PromiseWithResolvers<void>;
let may: PromiseWithResolvers<void>;

async function* words(): AsyncGenerator<Uint8Array, void> {
  yield encoder.encode('one ');
  yield encoder.encode('two');
}

async function* failing(): AsyncGenerator<Uint8Array, void> {
  yield encoder.encode('one ');
  throw new Error('a word that nobody should see');
}

async function* endless(): AsyncGenerator<Uint8Array, void> {
  for (;;) yield new Uint8Array(65_536);
}

const BODIES: Record<string, () => AsyncGenerator<Uint8Array, void>> = { words, failing, endless };

const context = shellContext();
const api = createApi(context, [
  (added: Api) => void added.get('/api/streams/:name', (request) => answer(request)),
]);
const server = createServer(requestListener(api, context.log));

async function answer(request: ApiContext): Promise<Response> {
  entered.resolve();
  await may.promise;
  const name = request.req.param('name') ?? '';
  return streamed(request, {
    body: BODIES[name]?.() ?? words(),
    headers: { 'content-type': 'text/plain' },
    release: async () => released.resolve(name),
    log: context.log,
    stallMilliseconds: 50,
  });
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

beforeEach(() => {
  released = Promise.withResolvers();
  entered = Promise.withResolvers();
  may = Promise.withResolvers();
});

function ask(name: string, method = 'GET'): Socket {
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  const head = [`${method} /api/streams/${name} HTTP/1.1`, 'Host: localhost', `X-Session-API-Key: ${KEY}`];
  socket.write([...head, 'Connection: close', '', ''].join('\r\n'));
  return socket;
}

it('what an answer is made from is let go of when all has been sent', async () => {
  may.resolve();
  const answer = String(await buffer(ask('words')));
  expect(answer).toMatch(/one [\s\S]*two/);
  expect(answer).toMatch(/\r\n0\r\n\r\n$/);
  expect(await released.promise).toBe('words');
});

it('a HEAD request, whose body nobody reads, keeps nothing', async () => {
  may.resolve();
  expect(String(await buffer(ask('words', 'HEAD')))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await released.promise).toBe('words');
});

it('a client that leaves before the answer begins keeps nothing', async () => {
  const gone = once(server, 'connection').then(([socket]: Socket[]) => socket && once(socket, 'close'));
  const socket = ask('words');
  await entered.promise;
  socket.destroy();
  await gone;
  may.resolve();
  expect(await released.promise).toBe('words');
});

it('a client that stops reading is cut off', async () => {
  may.resolve();
  const socket = ask('endless');
  await once(socket, 'readable');
  expect(await released.promise).toBe('endless');
  socket.destroy();
});

it('a body that fails breaks the answer off, and says so in the log alone', async () => {
  may.resolve();
  const socket = ask('failing');
  socket.on('error', () => socket.destroy());
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  const answer = Buffer.concat(chunks).toString();
  expect(answer).not.toContain('nobody should see');
  expect(answer).not.toMatch(/\r\n0\r\n\r\n$/);
  expect(await released.promise).toBe('failing');
  expect(context.log.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', message: 'an answer broke off' }),
  );
});
