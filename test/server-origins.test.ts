import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { turn } from '@capstan/llm/scripted';
import { apiOperations, type ApiOperations } from './support/fuzz/api-operations.ts';
import { randomRequests } from './support/fuzz/random-request.ts';
import { head, RawSocket } from './support/raw-socket.ts';
import { requires } from './support/requirement.ts';
import { ServerUser, type Asked } from './support/server-user.ts';
import { SocketListener } from './support/socket-listener.ts';
import { expectAnswer, expectNoErrors, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

const EVIL = 'https://evil.example';
/** A page of this machine, which an agent may have written and serves. */
const NEIGHBOUR = 'http://127.0.0.1:8000';
const UNKNOWN = '0123456789abcdef0123456789abcdef';
/** As Socket.IO tells it: at once, or once it is known who asks. */
const REFUSED = /websocket error|xhr poll error|invalid_session_api_key/;
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': Buffer.from('a key of 16 byte').toString('base64'),
};

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('pages that are not of this server', () => {
  let rig: V0Rig;
  let api: ApiOperations;
  let cookie: string;
  let id: string;
  beforeAll(async () => {
    rig = await V0Rig.start({ turns: [turn.text('Hello.')], env: { CAPSTAN_RATE_LIMIT: 'false' } });
    await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
    const begun = await expectAnswer(rig, ['POST', '/api/conversations', {}], 200, v0.conversationResponse);
    id = begun.conversation_id;
    api = apiOperations(await (await fetch(`${rig.server.url}/openapi.json`)).json());
    const response = await fetch(rig.server.loginLink, { redirect: 'manual' });
    [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  /** One request to each operation, sent by a browser with this origin. */
  async function* answers(origin: string | undefined, isMeant: (method: string) => boolean) {
    const browser = new ServerUser(rig.server, { cookie, ...(origin !== undefined && { origin }) });
    for (const operation of api.operations) {
      if (!isMeant(operation.method)) continue;
      const kinds = { api, conversations: [UNKNOWN], wellFormed: true };
      const [request] = fc.sample(randomRequests(operation, kinds), { numRuns: 1, seed: 7 });
      if (request === undefined) throw new Error('nothing to ask');
      const { target, headers, body } = request;
      const asked: Asked = { method: operation.method, target, headers, body };
      yield { operation, ...(await browser.ask(asked)) };
    }
  }

  const changes = (method: string): boolean => method !== 'GET';
  const reads = (method: string): boolean => method === 'GET';

  it('change nothing, whatever cookie the browser adds', async () => {
    for await (const { operation, status, text } of answers(EVIL, changes)) {
      expect([operation.id, status, text.includes('"origin_refused"')]).toEqual([operation.id, 403, true]);
    }
  });

  it('read nothing: the browser gives them no answer', async () => {
    for await (const { operation, headers, text } of answers(EVIL, reads)) {
      expect([operation.id, headers['access-control-allow-origin']]).toEqual([operation.id, undefined]);
      if (!operation.open) expect(text).toContain('"unauthorized"');
    }
  });

  it('of this machine may show the key, but the cookie is none of theirs', async () => {
    for await (const { operation, status } of answers(NEIGHBOUR, () => true)) {
      if (operation.open) continue;
      expect([operation.id, status]).toEqual([operation.id, 401]);
    }
    const withKey = new ServerUser(rig.server, { origin: NEIGHBOUR, 'x-session-api-key': rig.server.key });
    const { status, headers } = await withKey.ask({ method: 'GET', target: '/api/settings' });
    expect([status, headers['access-control-allow-origin']]).toEqual([200, NEIGHBOUR]);
  });

  it('that do not say what they are change nothing by a cookie', async () => {
    for await (const { operation, status } of answers(undefined, changes)) {
      if (operation.open) continue;
      expect([operation.id, status]).toEqual([operation.id, 403]);
    }
  });

  it.each([EVIL, 'null', 'https://127.0.0.1.evil.example', NEIGHBOUR])(
    '%s gets no socket',
    async (origin) => {
      const query = { conversation_id: id, latest_event_id: '-1' };
      const extraHeaders = { cookie, origin };
      await expect(SocketListener.connect(rig.server.url, query, { extraHeaders })).rejects.toThrow(REFUSED);
      const polling = SocketListener.connect(rig.server.url, query, {
        extraHeaders,
        transports: ['polling'],
      });
      await expect(polling).rejects.toThrow(REFUSED);
      await using stream = await RawSocket.open(rig.server.url);
      const target = `GET /api/conversations/${id}/events/stream`;
      stream.write(head(target, { ...UPGRADE, cookie, origin }));
      if (origin === NEIGHBOUR) await stream.until('"unauthorized"');
      else await stream.until('HTTP/1.1 403');
      expect(stream.received).not.toContain('"type":"event"');
    },
  );

  it('a page of this server does all of it by the cookie', async () => {
    const own = new ServerUser(rig.server, { cookie, origin: rig.server.url });
    expect((await own.json('POST', '/api/settings', { language: 'en' })).status).toBe(200);
    const extraHeaders = { cookie, origin: rig.server.url };
    await using socket = await SocketListener.connect(
      rig.server.url,
      { conversation_id: id },
      { extraHeaders },
    );
    expect(socket.socket.connected).toBe(true);
  });

  it('a cookie that was changed is none', async () => {
    for (const forged of [
      `${cookie}x`,
      cookie.slice(0, -3),
      cookie.replace(/=.*/, '=true'),
      'capstan-login=',
    ]) {
      const thief = new ServerUser(rig.server, { cookie: forged });
      expect((await thief.ask({ method: 'GET', target: '/api/settings' })).status).toBe(401);
    }
    expectNoErrors(rig.server);
  });
});
