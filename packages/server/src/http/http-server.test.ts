import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keptLog } from '../../test/shell-context.ts';
import { httpServer } from './http-server.ts';

const log = keptLog();
const { server, cutOff } = httpServer((_request, response) => response.end('answered'), log);
server.on('upgrade', (request, socket) => {
  if (request.url === '/') socket.end('upgraded');
  else socket.write('and it stays');
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

async function answerTo(...headers: string[]): Promise<string> {
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.write(['GET / HTTP/1.1', 'Host: localhost', ...headers, '', ''].join('\r\n'));
  return text(socket);
}

it('a client that offers HTTP/2 is answered all the same', async () => {
  const offer = ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA'];
  const connection = 'Connection: close, Upgrade, HTTP2-Settings';
  expect(await answerTo(connection, ...offer)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*answered$/);
});

it('a WebSocket is one in any letters', async () => {
  expect(await answerTo('Connection: Upgrade', 'Upgrade: WebSocket')).toBe('upgraded');
});

it('a WebSocket that does not go is cut off when the server ends', async () => {
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.write('GET /stays HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket, 'close');
  cutOff();
  await closed;
  expect(socket.destroyed).toBe(true);
});

it('a connection that cannot be taken, for want of files, does not end the process', () => {
  server.emit('error', new Error('accept EMFILE'));
  expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: 'A connection could not be taken' });
});
