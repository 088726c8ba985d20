import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { script, startScriptedModel, turn, type ScriptedModel } from '@capstan/llm/scripted';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { capstan, temporaryFolder } from './support/capstan-process.ts';
import { begin, untilState } from './support/followed-conversation.ts';
import { requires } from './support/requirement.ts';
import { ServerProcess, type ServerOptions } from './support/server-process.ts';
import { ServerUser } from './support/server-user.ts';
import { SocketListener } from './support/socket-listener.ts';
import { expectNoErrors } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../docs/examples/${name}.mjs`, import.meta.url));

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('a server with a part of an application', () => {
  let stack: AsyncDisposableStack;
  let home: string;
  let model: ScriptedModel;
  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    home = stack.use(await temporaryFolder()).path;
    const command = turn.call('execute_bash', { command: 'echo counted', security_risk: 'LOW' });
    model = stack.use(
      await startScriptedModel({
        script: script([command, turn.text('Done.')], { atEnd: 'repeat-last' }),
      }),
    );
  });
  afterEach(() => stack.disposeAsync());

  async function start({ args = [], env = {} }: Omit<ServerOptions, 'home'>): Promise<ServerProcess> {
    return stack.use(
      await ServerProcess.start({
        home,
        args: ['--log-level', 'warn', ...args],
        env: {
          LLM_MODEL: 'openai-compatible/scripted',
          LLM_BASE_URL: model.baseUrls['openai-chat'],
          LLM_API_KEY: 'none',
          CAPSTAN_TITLES: 'message',
          ...env,
        },
      }),
    );
  }

  /** Named in a file, relative to it, as an application would have it. */
  async function named(part: string, module: string): Promise<string[]> {
    await writeFile(join(home, 'part.mjs'), await readFile(module));
    const file = join(home, 'own.toml');
    await writeFile(file, `[extensions]\n${part} = "./part.mjs"\n`);
    return ['--config', file];
  }

  async function endAll(server: ServerProcess, ids: readonly string[]): Promise<void> {
    for (const id of ids) await server.request(`/api/conversations/${id}`, { method: 'DELETE' });
  }

  describe('that runs conversations', () => {
    it('named in the file, does all that the own one does', async () => {
      const args = await named('conversation_manager_class', example('conversation-manager'));
      const server = await start({ args });
      const id = await begin(server, { initial_user_msg: 'Count' });
      await untilState(server, id, 'awaiting_user_input');
      await using client = await SocketListener.connect(server.url, {
        conversation_id: id,
        session_api_key: server.key,
      });
      await client.until(({ observation }) => observation === 'run');
      expect((await server.post(`/api/conversations/${id}/stop`, {})).status).toBe(200);
      expect(await server.json(`/api/conversations/${id}/start`, {})).toMatchObject({ status: 'ok' });
      await endAll(server, [id]);
      expectNoErrors(server);
    });

    it('named in the environment, refuses in the words of the application, and leaves nothing behind', async () => {
      const manager = { CONVERSATION_MANAGER_CLASS: example('conversation-manager') };
      const open = await start({ env: manager });
      const id = await begin(open, { initial_user_msg: 'Count' });
      await untilState(open, id, 'awaiting_user_input');
      await open.post(`/api/conversations/${id}/stop`, {});
      await open.end();

      const closed = await start({ env: { ...manager, OFFICE_CLOSED: 'yes' } });
      for (const path of ['', `/${id}/start`, `/${id}/message`]) {
        const body = path.endsWith('message') ? { message: 'Hello' } : {};
        const response = await closed.post(`/api/conversations${path}`, body);
        expect([path, response.status]).toEqual([path, 503]);
        expect(v0.failure.parse(await response.json())).toMatchObject({
          code: 'not_ready',
          error: 'The office is closed',
          remedy: 'Come back in the morning.',
        });
      }
      const query = { conversation_id: id, session_api_key: closed.key };
      await expect(SocketListener.connect(closed.url, query)).rejects.toMatchObject({
        message: 'Failed to join conversation',
        data: { code: 'not_ready', remedy: 'Come back in the morning.' },
      });
      const { results } = v0.conversationList.parse(await closed.json('/api/conversations'));
      expect(results.map((one) => one.conversation_id)).toEqual([id]);
      expect(await closed.json(`/api/conversations/${id}/trajectory`)).toBeDefined();
      expectNoErrors(closed);
    });
  });

  it('that tells who somebody is gives each of them a world of their own', async () => {
    const args = await named('user_auth_class', example('user-auth'));
    const server = await start({ args, env: { TEAM_KEYS: 'ada:key-of-ada,bob:key-of-bob' } });
    const [ada, bob] = ['ada', 'bob'].map(
      (name) => new ServerUser(server, { 'x-session-api-key': `key-of-${name}` }),
    );
    if (ada === undefined || bob === undefined) throw new Error('nobody');
    const begun = await ada.json('POST', '/api/conversations', { initial_user_msg: 'Count' });
    const { conversation_id: id } = v0.conversationResponse.parse(begun.body);
    await untilState(server, id, 'awaiting_user_input', { headers: ada.headers });
    expect((await bob.json('GET', `/api/conversations/${id}`)).body).toBeNull();
    expect((await ada.json('GET', `/api/conversations/${id}`)).body).toMatchObject({ conversation_id: id });
    await using client = await SocketListener.connect(server.url, {
      conversation_id: id,
      session_api_key: 'key-of-ada',
    });
    await client.until(({ observation }) => observation === 'run');
    const query = { conversation_id: id, session_api_key: 'key-of-bob' };
    await expect(SocketListener.connect(server.url, query)).rejects.toThrow('Conversation not found');
    // Not even the key of the server, which is nobody's any more.
    expect((await server.request('/api/settings')).status).toBe(401);
    const folder = await ada.json('POST', '/api/conversations', { workspace: home });
    expect([folder.status, v0.failure.parse(folder.body).code]).toEqual([403, 'forbidden']);
    await ada.json('DELETE', `/api/conversations/${id}`);
    expectNoErrors(server);
  });

  it('that hears what happens hears all of it', async () => {
    const file = join(home, 'audit.jsonl');
    const args = await named('monitoring_listener_class', example('monitoring-listener'));
    const server = await start({ args, env: { AUDIT_FILE: file } });
    const id = await begin(server, { initial_user_msg: 'Count' });
    await untilState(server, id, 'awaiting_user_input');
    await endAll(server, [id]);
    const line = z.looseObject({ at: z.iso.datetime(), what: z.string(), conversationId: z.literal(id) });
    await vi.waitFor(async () => {
      const notes = (await readFile(file, 'utf8')).trim().split('\n');
      const trail = notes.map((note) => line.parse(JSON.parse(note)));
      expect(trail.map(({ what }) => what).toSorted()).toEqual(['closed', 'command', 'created', 'started']);
      expect(trail.find(({ what }) => what === 'command')).toMatchObject({
        by: 'agent',
        command: 'echo counted',
      });
      expect(trail.at(-1)).toMatchObject({ what: 'closed' });
    });
    expectNoErrors(server);
  });

  it('that fails at every hook disturbs nobody', async () => {
    const file = join(home, 'failing.mjs');
    await writeFile(
      file,
      `const fail = () => { throw new Error('the pager is on fire'); };
       export default () => ({
         onCreateConversation: fail, onAgentSessionStart: fail, onSessionEvent: fail, onAgentSessionClose: fail,
       });`,
    );
    const server = await start({ args: await named('monitoring_listener_class', file) });
    const id = await begin(server, { initial_user_msg: 'Count' });
    expect(await untilState(server, id, 'awaiting_user_input')).toBeDefined();
    await endAll(server, [id]);
    expect(server.errors).toContain('the pager is on fire');
  });
});

describe('a part that cannot be had ends the start', () => {
  const MODULES: Readonly<Record<string, string>> = {
    'throws.mjs': 'throw new Error("no database")',
    'broken.mjs': 'export default function (',
    'silent.mjs': 'export const something = 1;',
    'fails.mjs': 'export default () => { throw new Error("no licence"); };',
    'rejects.mjs': 'export default async () => { await null; throw new Error("no licence"); };',
    'nothing.mjs': 'export default () => null;',
    'half.mjs':
      'export default (context, standard) => ({ enter: () => {}, exit: () => {}, feed: () => {} });',
  };

  it.each([
    ['./absent.mjs', /absent\.mjs for conversation manager was not found/],
    ['no-such-package', /no-such-package for conversation manager was not found/],
    ['./throws.mjs', /throws\.mjs for conversation manager does not load: no database/],
    ['./broken.mjs', /broken\.mjs for conversation manager does not load/],
    ['./silent.mjs', /has to export a function as default; it exports something/],
    ['./silent.mjs#other', /has to export a function as other; it exports something/],
    ['./fails.mjs', /fails\.mjs could not make a conversation manager: no licence/],
    ['./rejects.mjs', /rejects\.mjs could not make a conversation manager: no licence/],
    ['./nothing.mjs', /is no conversation manager: it lacks enter, exit, /],
    ['./half.mjs', /is no conversation manager: it lacks attachToConversation, .*maybeStartAgentLoop/],
  ])('%s', async (module, words) => {
    await using folder = await temporaryFolder();
    for (const [name, text] of Object.entries(MODULES)) await writeFile(join(folder.path, name), text);
    const run = await capstan(['serve', '--port', '0'], {
      home: folder.path,
      env: { CONVERSATION_MANAGER_CLASS: module },
    });
    const [problem = '', remedy = '', ...more] = run.stderr.trimEnd().split('\n');
    expect(problem).toMatch(words);
    expect(remedy).toBe('  → `capstan config` shows where each value comes from.');
    expect({ more, stdout: run.stdout, exitCode: run.exitCode }).toEqual({
      more: [],
      stdout: '',
      exitCode: 2,
    });
  });

  it('in the words of the part itself', async () => {
    await using folder = await temporaryFolder();
    const run = await capstan(['serve', '--port', '0'], {
      home: folder.path,
      env: { CAPSTAN_USER_AUTH_CLASS: example('user-auth') },
    });
    expect(run.stderr).toBe(
      'capstan: TEAM_KEYS names nobody\n  → Set it as in TEAM_KEYS="ada:key-of-ada,bob:key-of-bob".\n',
    );
    expect(run.exitCode).toBe(2);
  });
});
