import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { begin, untilState } from './support/followed-conversation.ts';
import { frame, head, RawSocket } from './support/raw-socket.ts';
import { requires } from './support/requirement.ts';
import { SocketListener } from './support/socket-listener.ts';
import { expectAnswer, expectNoErrors, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

const MEBIBYTE = 1024 * 1024;
const HALF_OPEN = 200;

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('a server with rude clients', () => {
  let rig: V0Rig;
  let id: string;
  let path: string;
  beforeAll(async () => {
    rig = await V0Rig.start({ turns: [turn.text('Hello.')], env: { CAPSTAN_RATE_LIMIT: 'false' } });
    await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
    id = await begin(rig.server, { initial_user_msg: 'Hello' });
    path = `/api/conversations/${id}`;
    await untilState(rig.server, id, 'awaiting_user_input');
    await rig.untilRunning(id);
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  /** Whatever they did, everybody else is served as before. */
  afterEach(async () => {
    const { event_id: after } = await expectAnswer(
      rig,
      ['POST', `${path}/message`, { message: 'Still there?' }],
      200,
      v0.admitted,
    );
    await untilState(rig.server, id, 'awaiting_user_input', { after });
    expectNoErrors(rig.server);
  });

  const open = (): Promise<RawSocket> => RawSocket.open(rig.server.url);
  const keyed = (more: Readonly<Record<string, string>> = {}) => ({
    'x-session-api-key': rig.server.key,
    ...more,
  });
  const json = (length: number) =>
    keyed({ 'content-type': 'application/json', 'content-length': `${length}` });

  it('a body that is too large is refused before it has come, said or not', async () => {
    await using said = await open();
    said.write(head('POST /api/conversations', json(5 * MEBIBYTE)));
    await said.until('413');
    await using unsaid = await open();
    unsaid.write(
      head(
        'POST /api/conversations',
        keyed({ 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
      ),
    );
    const chunk = Buffer.alloc(MEBIBYTE, 'x');
    for (let sent = 0; sent < 5; sent += 1) {
      unsaid.write(`${chunk.byteLength.toString(16)}\r\n`);
      unsaid.write(chunk);
      unsaid.write('\r\n');
    }
    await unsaid.until('413');
    expect(unsaid.received).toContain('request_too_large');
  });

  it('a body of which the rest never comes holds up nobody', async () => {
    await using slow = await open();
    slow.write(`${head('POST /api/conversations', json(100))}{"initial_user`);
    const answer = await rig.ask('GET', path);
    expect(answer.status).toBe(200);
    expect(slow.received).toBe('');
  });

  it('an upload that is cut off leaves nothing half in the workspace', async () => {
    const boundary = 'the-boundary';
    const file = (name: string): string =>
      `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`;
    for (const cutAt of [0, 1, 65_536, 2 * MEBIBYTE]) {
      await using client = await open();
      const type = `multipart/form-data; boundary=${boundary}`;
      client.write(
        head(
          `POST ${path}/upload-files`,
          keyed({ 'content-type': type, 'content-length': `${9 * MEBIBYTE}` }),
        ),
      );
      client.write(file('half.bin'));
      client.write(Buffer.alloc(cutAt, 'x'));
      client.cut();
      await client.untilClosed();
    }
    const workspace = join(rig.home, 'capstan', 'workspaces', id);
    await vi.waitFor(async () => {
      const names = JSON.stringify((await rig.ask('GET', `${path}/list-files`)).body);
      if (names.includes('half')) throw new Error(`There is still something: ${names}`);
    });
    expect(existsSync(join(workspace, 'half.bin'))).toBe(false);
  });

  it('downloads that are not read to their end are given up', async () => {
    const upload = new FormData();
    upload.append('files', new Blob([randomBytes(8 * MEBIBYTE)]), 'large.bin');
    const stored = await rig.server.request(`${path}/upload-files`, { method: 'POST', body: upload });
    expect(stored.status).toBe(200);
    for (const route of ['zip-directory', 'download-file?path=large.bin', 'trajectory']) {
      await using client = await open();
      client.write(head(`GET ${path}/${route}`, keyed()));
      await client.until('200 OK');
      client.cut();
      await client.untilClosed();
    }
  });

  it(`${HALF_OPEN} connections that say half of something are nothing to the others`, async () => {
    await using stack = new AsyncDisposableStack();
    for (let index = 0; index < HALF_OPEN; index += 1) {
      const client = stack.use(await open());
      client.write(
        ['', 'GET', 'GET / HTTP/1.1\r\nhost: local', head('POST /api/settings', json(10))][index % 4] ?? '',
      );
    }
    const started = performance.now();
    expect((await rig.ask('GET', path)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    ['no HTTP at all', 'hello there\r\n\r\n', '400'],
    [
      'two lengths',
      'POST /api/settings HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      '400',
    ],
    [
      'a length and chunks',
      'POST /api/settings HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
      '400',
    ],
    ['a header with a line break', 'GET / HTTP/1.1\r\nhost: localhost\r\nx: a\rb\r\n\r\n', '400'],
    ['a head without end', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, '431'],
    ['no host', 'GET /api/settings HTTP/1.1\r\n\r\n', '400'],
    ['another host', head('GET /api/settings', { host: 'evil.example' }), '403'],
    ['a host that is none', head('GET /api/settings', { host: 'a b@c:1/x' }), '40'],
    ['a whole URL', head('GET http://evil.example/api/settings'), '40'],
    ['an unknown method', head('BREW /api/settings'), '400'],
    ['TRACE', head('TRACE /api/settings', { connection: 'close' }), '40'],
    ['CONNECT', head('CONNECT evil.example:443'), ''],
  ])('%s is refused', async (_what, request, status) => {
    await using client = await open();
    client.write(request);
    if (status === '') await client.untilClosed();
    else await client.until(`HTTP/1.1 ${status}`);
    expect(client.received).not.toContain('200 OK');
  });

  describe('over Socket.IO', () => {
    const upgrade = (): string =>
      head(
        `GET /socket.io/?EIO=4&transport=websocket&conversation_id=${id}`,
        keyed({
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
        }),
      );

    it.each([
      ['no packet', frame(1, Buffer.from('nonsense'))],
      ['a packet of no type', frame(1, Buffer.from('9{"a":'))],
      ['an event that is none', frame(1, Buffer.from('42{"not":"a list"}'))],
      ['an event without a name', frame(1, Buffer.from('42[]'))],
      ['an event of the protocol', frame(1, Buffer.from('42["connect"]'))],
      ['broken JSON', frame(1, Buffer.from('42["oh_user_action",{]'))],
      ['deep JSON', frame(1, Buffer.from(`42["oh_user_action",${'['.repeat(50_000)}${']'.repeat(50_000)}]`))],
      [
        'a placeholder for bytes that do not come',
        frame(1, Buffer.from('451-["oh_user_action",{"_placeholder":true,"num":0}]')),
      ],
      ['bytes that nobody announced', frame(2, randomBytes(300))],
      ['an attachment without number', frame(1, Buffer.from('45999999999-["oh_user_action"]'))],
      ['invalid UTF-8', frame(1, Buffer.from([0x34, 0x32, 0xff, 0xfe]))],
      ['an unmasked frame', frame(1, Buffer.from('40'), { masked: false })],
      ['a reserved opcode', frame(11, Buffer.from('x'))],
      ['a frame that claims to be huge', frame(1, Buffer.from('42'), { length: 2 ** 40 })],
      ['a frame that is huge', frame(1, Buffer.alloc(5 * MEBIBYTE, 'x'))],
    ])('%s does no harm', async (_what, bytes) => {
      await using client = await open();
      client.write(upgrade());
      await client.until('101 Switching Protocols');
      client.write(frame(1, Buffer.from('40')));
      await client.until('40{"sid"');
      client.write(bytes);
      client.write(frame(1, Buffer.from('42["oh_user_action",7]')));
      client.cut();
      await client.untilClosed();
      expect(client.received).toContain('101 Switching Protocols');
    });

    it.each([
      ['a query of nothing', '/socket.io/'],
      ['an old protocol', '/socket.io/?EIO=3&transport=polling'],
      ['an unknown transport', '/socket.io/?EIO=4&transport=carrier-pigeon'],
      ['a session that is none', '/socket.io/?EIO=4&transport=polling&sid=../../etc'],
      ['an escape that is none', '/socket.io/?EIO=4&transport=polling&sid=%'],
      ['another path', '/socket.io/../api/settings'],
    ])('%s is refused', async (_what, target) => {
      await using client = await open();
      client.write(head(`GET ${target}`, { connection: 'close' }));
      await client.until('HTTP/1.1 4');
      expect(client.received).not.toMatch(/ 5\d\d /);
    });

    it('actions that are none are refused one by one, and the client stays', async () => {
      await using client = await SocketListener.connect(rig.server.url, {
        conversation_id: id,
        session_api_key: rig.server.key,
      });
      const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`);
      const proto = JSON.parse('{"__proto__":{"action":"message"},"args":{}}');
      for (const wrong of [
        null,
        7,
        [],
        {},
        '',
        deep,
        proto,
        { action: ['message'] },
        { action: 'message', args: [] },
      ]) {
        expect(await client.socket.timeout(5_000).emitWithAck('oh_user_action', wrong)).toEqual({
          error: expect.any(String),
        });
      }
      client.socket.emit('oh_user_action');
      client.socket.emit('no such event', 1, 2, 3);
      const right = { action: 'message', args: { content: 'Hello' } };
      expect(await client.socket.timeout(5_000).emitWithAck('oh_user_action', right)).toEqual({
        id: expect.any(Number),
      });
    });
  });

  describe('over WebSocket', () => {
    const upgrade = (target: string, more: Readonly<Record<string, string>> = {}): string =>
      head(
        `GET ${target}`,
        keyed({
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
          ...more,
        }),
      );

    it.each([
      ['text that is no JSON', frame(1, Buffer.from('nonsense'))],
      ['JSON that is no request', frame(1, Buffer.from('{"type":"dance"}'))],
      ['an action that is none', frame(1, Buffer.from('{"type":"action","id":"1","action":[]}'))],
      ['deep JSON', frame(1, Buffer.from(`{"type":"action","id":"1","action":${'['.repeat(50_000)}`))],
      ['bytes', frame(2, randomBytes(500))],
    ])('%s is told to be none, and ends the stream', async (_what, bytes) => {
      await using client = await open();
      client.write(upgrade(`${path}/events/stream?after=-1`));
      await client.until('101 Switching Protocols');
      client.write(bytes);
      await client.until('"type":"end","code":"request_invalid"');
      expect(client.received).not.toContain('internal');
    });

    it.each([
      ['invalid UTF-8', frame(1, Buffer.from([0xff, 0xfe]))],
      ['a close with half a code', frame(8, Buffer.from([3]))],
      ['a ping that is too long', frame(9, Buffer.alloc(200))],
      ['a frame that claims to be huge', frame(1, Buffer.from('x'), { length: 2 ** 50 })],
      ['a frame that is huge', frame(1, Buffer.alloc(5 * MEBIBYTE, 'x'))],
    ])('%s ends the connection and nothing else', async (_what, bytes) => {
      await using client = await open();
      client.write(upgrade(`${path}/events/stream?after=-1`));
      await client.until('101 Switching Protocols');
      client.write(bytes);
      await client.untilClosed();
      expect(client.received).not.toContain('internal');
    });

    it.each([
      ['another path', '/api/settings', {}, '404'],
      ['an escape that is none', '/api/conversations/%/events/stream', {}, '404'],
      ['another protocol', '/api/nowhere', { upgrade: 'h2c' }, '404'],
      ['an old version', '/STREAM', { 'sec-websocket-version': '7' }, '4'],
      ['a key that is none', '/STREAM', { 'sec-websocket-key': 'short' }, '400'],
      ['another host', '/STREAM', { host: 'evil.example' }, '403'],
      ['a page of another origin', '/STREAM', { origin: 'https://evil.example' }, '403'],
    ])('%s is not upgraded', async (_what, target, more, status) => {
      await using client = await open();
      client.write(upgrade(target.replace('/STREAM', `${path}/events/stream`), more));
      await client.until(`HTTP/1.1 ${status}`);
      expect(client.received).not.toContain('101');
    });
  });
});
