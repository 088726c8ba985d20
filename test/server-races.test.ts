import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, eventsOf, untilState } from './support/followed-conversation.ts';
import { requires } from './support/requirement.ts';
import { Chance } from './support/seeded-chance.ts';
import { SocketListener } from './support/socket-listener.ts';
import { expectAnswer, expectNoErrors, V0Rig, type Answer } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

const CONVERSATIONS = 6;
const DEEDS = 25;
/** What may come of a deed whose conversation is at an end, or about to be. */
const OUTCOMES = new Set([200, 404, 409, 503]);

type Deed = (id: string) => Promise<Answer>;

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('everything at once', () => {
  let rig: V0Rig;
  let deeds: Record<string, Deed>;
  beforeAll(async () => {
    rig = await V0Rig.start({
      turns: [turn.text('Hello.')],
      env: { CAPSTAN_RATE_LIMIT: 'false', MAX_CONCURRENT_CONVERSATIONS: '4' },
    });
    await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
    const to =
      (method: string, rest: string, body?: unknown): Deed =>
      (id) =>
        rig.ask(method, `/api/conversations/${id}${rest}`, body);
    /** Where the conversation goes while it is read, the answer breaks off: it has begun already. */
    const streamed =
      (rest: string): Deed =>
      (id) =>
        to('GET', rest)(id).catch(() => ({ status: 404, body: null, headers: new Headers() }));
    deeds = {
      start: to('POST', '/start', {}),
      stop: to('POST', '/stop'),
      say: to('POST', '/message', { message: 'Hello' }),
      rename: to('PATCH', '', { title: 'Renamed' }),
      look: to('GET', ''),
      read: to('GET', '/events'),
      list: to('GET', '/list-files'),
      trajectory: streamed('/trajectory'),
      zip: streamed('/zip-directory'),
      join: async (id) => {
        const query = { conversation_id: id, session_api_key: rig.server.key };
        const status = await SocketListener.connect(rig.server.url, query).then(
          async (client) => client[Symbol.asyncDispose]().then(() => 200),
          () => 404,
        );
        return { status, body: null, headers: new Headers() };
      },
    };
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  /** Does many things to a conversation at once, and tells what nobody may get as an answer. */
  async function crowd(id: string, chance: Chance, more: Record<string, Deed> = {}): Promise<string[]> {
    const all = { ...deeds, ...more };
    const weights = Object.fromEntries(Object.keys(all).map((name) => [name, 1]));
    const names = Array.from({ length: DEEDS }, () => chance.pick(weights));
    const answers = await Promise.all(names.map(async (name) => ({ name, ...(await all[name]!(id)) })));
    return answers
      .filter(({ status }) => !OUTCOMES.has(status))
      .map(({ name, status, body }) => `${name}: ${status} ${JSON.stringify(body)}`);
  }

  it(
    'starts, stops, words and looks at once leave a conversation that goes on',
    { timeout: 120_000 },
    async () => {
      const chance = new Chance(11);
      const ids: string[] = [];
      for (let index = 0; index < CONVERSATIONS; index += 1) {
        ids.push(await begin(rig.server, { initial_user_msg: 'Hello' }));
      }
      const complaints = await Promise.all(ids.map((id) => crowd(id, chance)));
      expect(complaints.flat()).toEqual([]);
      for (const id of ids) {
        const { event_id: after } = await expectAnswer(
          rig,
          ['POST', `/api/conversations/${id}/message`, { message: 'And now?' }],
          200,
          v0.admitted,
        );
        await untilState(rig.server, id, 'awaiting_user_input', { after });
        const events = await eventsOf(rig.server, id);
        expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index));
        await rig.ask('DELETE', `/api/conversations/${id}`);
      }
      expectNoErrors(rig.server);
    },
  );

  it('deleted in the midst of it, nothing of a conversation is left', { timeout: 120_000 }, async () => {
    const chance = new Chance(12);
    const remove: Record<string, Deed> = {
      delete: (id) => rig.ask('DELETE', `/api/conversations/${id}`),
      deleteAgain: (id) => rig.ask('DELETE', `/api/conversations/${id}`),
    };
    const ids: string[] = [];
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      ids.push(await begin(rig.server, { initial_user_msg: 'Hello' }));
    }
    const complaints = await Promise.all(ids.map((id) => crowd(id, chance, remove)));
    expect(complaints.flat()).toEqual([]);
    for (const id of ids) {
      await rig.ask('DELETE', `/api/conversations/${id}`);
      expect((await rig.ask('GET', `/api/conversations/${id}`)).body).toBeNull();
      expect((await rig.ask('GET', `/api/conversations/${id}/events`)).status).toBe(404);
      expect(existsSync(join(rig.home, 'capstan', 'workspaces', id))).toBe(false);
    }
    const { body } = await rig.ask('GET', '/api/conversations');
    expect(body).toEqual({ results: [], next_page_id: null });
    const folders = await readdir(join(rig.home, 'capstan', 'workspaces'));
    expect(folders).toEqual([]);
    expectNoErrors(rig.server);
  });

  it('one id that many want is given once', async () => {
    const secrets = await Promise.all(
      Array.from({ length: 10 }, () => rig.ask('POST', '/api/secrets', { name: 'ONE', value: 'x' })),
    );
    expect(secrets.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array(9).fill(400),
    ]);
    const fields = Array.from({ length: 20 }, (_, index) => ({ git_user_name: `name ${index}` }));
    await Promise.all([
      ...fields.map((field) => rig.ask('POST', '/api/settings', field)),
      rig.ask('POST', '/api/settings', { language: 'en' }),
    ]);
    // Each of them changes what it names, and nothing else.
    expect((await rig.ask('GET', '/api/settings')).body).toMatchObject({
      language: 'en',
      llm_model: 'openai-compatible/scripted',
      git_user_name: expect.stringMatching(/^name \d+$/),
    });
  });
});
