import { createServer } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEY, shellContext } from '../../test/shell-context.ts';
import type { Api } from './api.ts';
import { createApi } from './create-api.ts';
import { requestListener } from './request-listener.ts';

const context = shellContext();
let entered: PromiseWithResolvers<AbortSignal>;
const api = createApi(context, [
  (routes: Api) => {
    routes.post('/api/unread', (each) => each.json('not read'));
    routes.get('/api/slow', async (each) => {
      const { signal } = each.req.raw;
      entered.resolve(signal);
      await setTimeout(60_000, undefined, { signal });
      return each.json('late');
    });
  },
]);
const server = createServer(requestListener(api, context.log));

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

/** All that comes back for these bytes, until the server has nothing more to say. */
async function answerTo(...requests: string[]): Promise<string> {
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.write(requests.map((each) => each.replaceAll('\n', '\r\n')).join(''), 'latin1');
  return text(socket);
}

const last = 'Connection: close\n\n';

it.each([
  ['a host that is none', `GET /api/x HTTP/1.1\nHost: a b\n${last}`],
  ['a path with backslashes', `GET /api\\x HTTP/1.1\nHost: localhost\n${last}`],
])('%s is refused in the shape of every failure', async (_name, request) => {
  const answer = await answerTo(request);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"code":"usage"');
});

it('a path that is not encoded is refused', async () => {
  const answer = await answerTo(`GET /api/\u00e9 HTTP/1.1\nHost: localhost\n${last}`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});

it('a host elsewhere is refused also in an absolute address', async () => {
  const answer = await answerTo(`GET http://localhost/health HTTP/1.1\nHost: evil.example\n${last}`);
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('a body that nobody reads does not end the connection', async () => {
  const post = `POST /api/unread HTTP/1.1\nHost: localhost\nX-Session-API-Key: ${KEY}\nContent-Length: 60000\n`;
  const answer = await answerTo(`${post}\n${'a'.repeat(60_000)}`, `${post}${last}${'a'.repeat(60_000)}`);
  expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
});

it('after a body that is too large the connection ends', async () => {
  const answer = await answerTo(
    `POST /api/unread HTTP/1.1\nHost: localhost\nX-Session-API-Key: ${KEY}\nContent-Length: 99999999\n\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer.toLowerCase()).toContain('connection: close');
});

it('a client that leaves before its answer is no failure of the server', async () => {
  entered = Promise.withResolvers();
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.write(`GET /api/slow HTTP/1.1\r\nHost: localhost\r\nX-Session-API-Key: ${KEY}\r\n\r\n`);
  await entered.promise;
  context.log.lines.length = 0;
  socket.destroy();
  await expect.poll(() => context.log.lines.map(({ level }) => level)).toEqual(['debug', 'info']);
  expect(context.log.lines[1]).toMatchObject({ message: 'request', fields: { status: 499 } });
});
