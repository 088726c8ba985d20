import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { script, startScriptedModel, turn, type ScriptedModel } from '@capstan/llm/scripted';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from './support/capstan-process.ts';
import { DeadEnd } from './support/dead-end.ts';
import { begin, untilState } from './support/followed-conversation.ts';
import { apiOperations, type ApiOperations, type Operation } from './support/fuzz/api-operations.ts';
import { randomRequests, type RandomRequest } from './support/fuzz/random-request.ts';
import { RequestSender, type RawAnswer } from './support/fuzz/send-request.ts';
import { GitHost, REPOSITORY, TOKEN } from './support/git-host.ts';
import { requires } from './support/requirement.ts';
import { ServerProcess, type ServerOptions } from './support/server-process.ts';
import { expectNoErrors } from './support/v0-rig.ts';
import { failure } from './support/v0-shapes.ts';

const SEED = 20_261_122;
const SEED_VARIABLE = 'CAPSTAN_TEST_SEED';
const REQUESTS = 1_100;
const AT_ONCE = 8;
/** A stop may take a while: an agent is asked to come to rest first. */
const LONGEST_SECONDS = 25;
const CONVERSATIONS = 4;

/** What fails for others than the client, and says so in the one shape. */
const BEHIND_THE_SERVER = /^(git_provider_failed|repository_failed|model_|conversation_busy)/;

/** After these, others would find out less. */
const LAST = /^(store|change|delete)Settings$|^unsetProviderTokens$|^deleteSecrets$/;

/** Its requests and answers are described by a protocol of its own. */
const UNDESCRIBED: Operation[] = ['/mcp', '/mcp/mcp'].map((path) => ({
  id: 'mcp',
  method: 'POST',
  path,
  open: false,
  parameters: [],
  body: { type: 'application/json', schema: { $ref: '#/components/schemas/JsonRpc' } },
  statuses: [200, 202],
}));

const conversationList = z.object({
  results: z.array(z.object({ conversation_id: z.string() })),
  next_page_id: z.string().nullable(),
});

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('a server that is asked anything by anybody', () => {
  const stack = new AsyncDisposableStack();
  let model: ScriptedModel;
  let git: GitHost;
  let options: ServerOptions;
  let server: ServerProcess;
  let api: ApiOperations;
  let conversations: string[];
  beforeAll(async () => {
    const home = stack.use(await temporaryFolder());
    const files = { 'README.md': '# App\n', '.openhands/microagents/shop.md': 'It opens at nine.\n' };
    git = stack.use(await GitHost.start(join(home.path, 'git-host'), files));
    const deadEnd = stack.use(await DeadEnd.start());
    model = stack.use(
      await startScriptedModel({ script: script([turn.text('Hello.')], { atEnd: 'repeat-last' }) }),
    );
    options = {
      home: home.path,
      args: ['--log-level', 'warn'],
      env: { ...deadEnd.environment, CAPSTAN_RATE_LIMIT: 'false', CAPSTAN_TITLES: 'message' },
    };
    server = stack.use(await ServerProcess.start(options));
    const described = apiOperations(await (await fetch(`${server.url}/openapi.json`)).json());
    api = { ...described, operations: [...described.operations, ...UNDESCRIBED] };
    await storeSettings();
    conversations = [await begin(server, { initial_user_msg: 'Hello', repository: REPOSITORY })];
    for (let index = 1; index < CONVERSATIONS; index += 1) {
      conversations.push(await begin(server, { initial_user_msg: 'Hello' }));
    }
  });
  afterAll(() => stack.disposeAsync());

  async function storeSettings(): Promise<void> {
    await server.request('/api/settings', { method: 'DELETE' });
    await server.json('/api/settings', {
      llm_model: 'openai-compatible/scripted',
      llm_base_url: model.baseUrls['openai-chat'],
      llm_api_key: 'key-of-the-model',
    });
    await server.json('/api/add-git-providers', {
      provider_tokens: { github: { token: TOKEN, host: git.url } },
    });
  }

  /** The same ones for the same seed, of every operation as many. */
  function requests(seed: number): RandomRequest[] {
    const each = Math.ceil(REQUESTS / api.operations.length);
    const all = api.operations.map((operation, index) =>
      fc.sample(randomRequests(operation, { api, conversations }), { numRuns: each, seed: seed + index }),
    );
    const mixed = Array.from({ length: each }, (_, index) =>
      all.flatMap((some) => some.slice(index, index + 1)),
    ).flat();
    const isLate = ({ operation }: RandomRequest): boolean => LAST.test(operation.id);
    return [...mixed.filter((request) => !isLate(request)), ...mixed.filter(isLate)];
  }

  async function ask(seed: number): Promise<void> {
    using sender = new RequestSender({ url: server.url, key: server.key, seconds: LONGEST_SECONDS });
    const waiting = requests(seed).entries();
    const complaints: string[] = [];
    const work = async (): Promise<void> => {
      for (const [index, request] of waiting) {
        const complaint = await sender.send(request).then(
          (answer) => complaintAbout(request, answer),
          (error: unknown) => `was not answered: ${String(error)}`,
        );
        if (complaint !== undefined) complaints.push(`#${index} ${outline(request)} ${complaint}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const again = `${SEED_VARIABLE}=${seed} npx vitest run test/server-fuzz.test.ts`;
    expect(complaints.length === 0 ? '' : [again, ...complaints].join('\n')).toBe('');
  }

  /** One that still works would keep its sandbox for the next start. */
  async function deleteAll(): Promise<void> {
    for (;;) {
      const { results } = conversationList.parse(await server.json('/api/conversations?limit=100'));
      if (results.length === 0) return;
      for (const { conversation_id: id } of results) {
        await server.request(`/api/conversations/${id}`, { method: 'DELETE' });
      }
    }
  }

  /** It is as it was before: it answers, and agents do their work. */
  async function expectSound(): Promise<void> {
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await storeSettings();
    const id = await begin(server, { initial_user_msg: 'Are you well?' });
    expect(await untilState(server, id, 'awaiting_user_input')).toBeDefined();
    expectNoErrors(server);
  }

  it('refuses what is wrong in the one shape, and fails at nothing', { timeout: 120_000 }, async () => {
    await ask(SEED);
    await expectSound();
  });

  it('does so with a seed that nobody has tried', { timeout: 120_000 }, async () => {
    const seed = Number(process.env[SEED_VARIABLE] ?? randomInt(2 ** 31));
    console.log(`server-fuzz: seed ${seed}`);
    await ask(seed);
    await expectSound();
  });

  it('ends in peace and starts again with all that was stored', { timeout: 120_000 }, async () => {
    expect(await server.end()).toBe(0);
    server = stack.use(await ServerProcess.start(options));
    let page = '';
    do {
      const list = conversationList.parse(await server.json(`/api/conversations?limit=10${page}`));
      for (const { conversation_id: id } of list.results) {
        expect(await server.json(`/api/conversations/${id}/trajectory`)).toBeDefined();
      }
      page = list.next_page_id === null ? '' : `&page_id=${encodeURIComponent(list.next_page_id)}`;
    } while (page !== '');
    await expectSound();
    await deleteAll();
  });
});

function complaintAbout({ operation }: RandomRequest, { status, type, text }: RawAnswer): string | undefined {
  const told = `→ ${status} ${type} ${text.slice(0, 300)}`;
  if (status === 0 || status === 500 || status > 504) return `${told}: never`;
  if (status < 400) return operation.statuses.includes(status) ? undefined : `${told}: is not declared`;
  if (operation.id === 'mcp') return status > 500 ? `${told}: never` : undefined;
  // Node itself refuses heads that are too large; a person at a browser gets a page.
  if (status === 431 || (operation.path.startsWith('/login') && type.startsWith('text/html')))
    return undefined;
  if (!type.startsWith('application/json')) return `${told}: is no JSON`;
  const body = failure.safeParse(JSON.parse(text));
  if (!body.success) return `${told}: has another shape`;
  if (status > 500 && !BEHIND_THE_SERVER.test(body.data.code)) return `${told}: whose fault is it?`;
  return undefined;
}

function outline({ operation, target, headers, body }: RandomRequest): string {
  const sent = body === undefined ? '' : ` ${JSON.stringify(body.toString('latin1').slice(0, 300))}`;
  return `${operation.method} ${target.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)}${sent}`;
}
